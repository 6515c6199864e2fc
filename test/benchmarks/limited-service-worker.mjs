// A query service at its limits, in a process of its own: node limited-service-worker.mjs CUSTOMERS LIMITS. Tells its address, and when asked
// what it saw.
import { startLimitedService } from '../service-limits/limited-fleet.mjs';

const [customers = '1', limits = '{}'] = process.argv.slice(2);
const server = await startLimitedService({ customers: Number(customers), limits: JSON.parse(limits) });
const memory = [];

process.on('message', async (message) => {
  if (message === 'sample') {
    global.gc?.();
    memory.push(process.memoryUsage().heapUsed);
    return;
  }
  process.send({ usage: server.log.usage(), statuses: [...server.log.statuses], memory });
  await server.close();
  process.disconnect();
});
const { origin, certificateAuthority, assertion } = server;
process.send({ origin, certificateAuthority, assertion });
