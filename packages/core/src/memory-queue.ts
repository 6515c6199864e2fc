import type { Clock } from './ports.ts';
import type { Hold, TakenWork, WorkQueue } from './work-queue.ts';

interface Message {
  readonly id: string;
  readonly text: string;
  readonly queuedAt: string;
  tries: number;
  visibleAtMs: number;
  /** Changes with every taking and renewing: who has an older one has lost it. */
  receipt: number;
}

/** A queue of this process, gone with it. Behaves as a storage queue does: at least once, hidden for a time, receipts that grow stale. */
export interface MemoryQueue extends WorkQueue {
  /** Messages that are in it, hidden ones included. */
  readonly waiting: readonly string[];
  /** Records of what was set aside. */
  readonly aside: readonly string[];
}

export function createMemoryQueue(clock: Clock): MemoryQueue {
  const messages: Message[] = [];
  const aside: string[] = [];
  let receipts = 0;
  let ids = 0;

  function hold(message: Message): TakenWork {
    let { receipt } = message;
    const isHeld = (): boolean => messages.includes(message) && message.receipt === receipt;
    const whileHeld = (act: () => void): Hold => {
      if (!isHeld()) return 'lost';
      act();
      return 'held';
    };
    const showAfter = (afterMs: number): void => {
      receipts += 1;
      receipt = message.receipt = receipts;
      message.visibleAtMs = clock.now() + afterMs;
    };
    const remove = (): void => void messages.splice(messages.indexOf(message), 1);
    return {
      id: message.id,
      text: message.text,
      tries: message.tries,
      queuedAt: message.queuedAt,
      renew: async (hideMs) => whileHeld(() => showAfter(hideMs)),
      finish: async () => whileHeld(remove),
      giveBack: async (afterMs) => whileHeld(() => showAfter(afterMs)),
      setAside: async (record) => {
        aside.push(record);
        return whileHeld(remove);
      },
    };
  }

  return {
    description: 'a queue of this process',
    get waiting() {
      return messages.map(({ text }) => text);
    },
    aside,
    async put(text) {
      ids += 1;
      const nowMs = clock.now();
      messages.push({ id: String(ids), text, queuedAt: new Date(nowMs).toISOString(), tries: 0, visibleAtMs: nowMs, receipt: 0 });
    },
    async take(hideMs) {
      const nowMs = clock.now();
      const message = messages.find(({ visibleAtMs }) => visibleAtMs <= nowMs);
      if (message === undefined) return undefined;
      receipts += 1;
      message.receipt = receipts;
      message.tries += 1;
      message.visibleAtMs = nowMs + hideMs;
      return hold(message);
    },
  };
}
