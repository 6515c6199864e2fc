// Asks a fleet of customers through the adapter: started with what it is to do as a message. Tells how far it is and what came of it.
import { askFleet } from '../service-limits/limited-fleet.mjs';

process.once('message', async (props) => {
  const memory = [];
  const result = await askFleet({
    ...props,
    onCustomer: (done) => {
      if (done % props.sampleEvery !== 0) return;
      global.gc?.();
      memory.push(process.memoryUsage().heapUsed);
      process.send({ done });
    },
  });
  process.send({ result, memory });
  process.disconnect();
});
