import type { QueueClient } from '@azure/storage-queue';
import type { Hold, TakenWork, WorkQueue } from '@mxdr/core';
import { workTooLarge } from '../errors.ts';
import { readStorageAddress } from '../storage/storage-address.ts';
import type { StorageClientProps } from '../storage/storage-client.ts';
import { storageClientOptions } from '../storage/storage-client.ts';
import { storageAnswerOf, storageFailure } from '../storage/storage-failure.ts';

/** A queue of a storage account, and the one for what could not be worked. */
export interface AzureQueueProps extends StorageClientProps {
  /** `https://<account>.queue.core.windows.net/<queue>`, or a server on this machine. */
  readonly url: string;
  /** The same for messages that are set aside. Whoever only puts messages in needs none. @default none: setting aside fails */
  readonly poisonUrl?: string;
}

/** What an Azure queue is, beside a queue: somebody may want to know how full it is. */
export interface AzureQueue extends WorkQueue {
  /** About how many messages are in it, hidden ones included. */
  count(signal?: AbortSignal): Promise<number>;
}

/** The service's own limit on a message. */
const mostBytes = 65_536;
const roles = 'Storage Queue Data Message Processor to take messages, Storage Queue Data Message Sender to put them';

/** The service hides for whole seconds, 1 to 604,800 for a message that is taken, from 0 on for one that is given back. */
const secondsOf = (milliseconds: number): number => Math.min(Math.ceil(milliseconds / 1000), 604_800);

/**
 * A queue of Azure Storage behind core's port. Loads the SDK with the first call.
 *
 * Messages never expire: the service's own default would drop them after seven days.
 *
 * @throws AppError `MXDR-AZURE-ADDRESS-…`, `MXDR-AZURE-STORAGE-ADDRESS`; from the methods `MXDR-AZURE-STORAGE-…`
 */
export function createAzureQueue(props: AzureQueueProps): AzureQueue {
  const address = readStorageAddress('queue', props.url, 'queue');
  const poison = props.poisonUrl === undefined ? undefined : readStorageAddress('poison queue', props.poisonUrl, 'queue');
  const where = `queue ${address.name} of ${address.account}`;
  const openMain = openOnce(address.url, props);
  const openPoison = poison === undefined ? undefined : openOnce(poison.url, props);

  /** Asks; what the service refuses becomes ours, what we cancelled stays the signal's reason. */
  async function ask<T>(act: () => Promise<T>, place: string, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    try {
      return await act();
    } catch (error) {
      signal?.throwIfAborted();
      throw storageFailure(error, place, roles);
    }
  }

  async function send(client: QueueClient, text: string, place: string, signal?: AbortSignal): Promise<void> {
    await ask(
      async () => client.sendMessage(text, { messageTimeToLive: -1, ...(signal === undefined ? {} : { abortSignal: signal }) }),
      place,
      signal,
    );
  }

  async function keepAside(record: string, text: string): Promise<void> {
    if (openPoison === undefined || poison === undefined)
      throw new Error('a queue without a poison queue was asked to set a message aside');
    // A message at the limit has no room for its reason; the message itself matters more.
    const fits = Buffer.byteLength(record) <= mostBytes;
    await send(await openPoison(), fits ? record : text, `queue ${poison.name} of ${poison.account}`);
  }

  function hold(client: QueueClient, id: string, firstReceipt: string, about: Pick<TakenWork, 'text' | 'tries' | 'queuedAt'>): TakenWork {
    let receipt = firstReceipt;
    let before: Promise<unknown> = Promise.resolve();
    // One after the other: each renewal makes a new receipt, and one that overtakes another would seem to have lost the message.
    const inTurn = async (act: () => Promise<void>): Promise<Hold> => {
      const turn = before.then(async (): Promise<Hold> => {
        try {
          await act();
          return 'held';
        } catch (error) {
          const code = storageAnswerOf(error)?.code;
          if (code === 'MessageNotFound' || code === 'PopReceiptMismatch') return 'lost';
          throw storageFailure(error, where, roles);
        }
      });
      before = turn.catch(() => undefined);
      return turn;
    };
    const hide = async (milliseconds: number): Promise<void> => {
      const answer = await client.updateMessage(id, receipt, undefined, secondsOf(milliseconds));
      receipt = answer.popReceipt ?? receipt;
    };
    const remove = async (): Promise<void> => void (await client.deleteMessage(id, receipt));
    return {
      id,
      ...about,
      renew: async (hideMs) => inTurn(async () => hide(hideMs)),
      finish: async () => inTurn(remove),
      giveBack: async (afterMs) => inTurn(async () => hide(afterMs)),
      setAside: async (record) => {
        await keepAside(record, about.text);
        return inTurn(remove);
      },
    };
  }

  return {
    description: where,
    async put(text, signal) {
      const bytes = Buffer.byteLength(text);
      if (bytes > mostBytes) throw workTooLarge(bytes, mostBytes);
      await send(await openMain(), text, where, signal);
    },
    async take(hideMs, signal) {
      const client = await openMain();
      const options = { numberOfMessages: 1, visibilityTimeout: Math.max(1, secondsOf(hideMs)) };
      const answer = await ask(
        async () => client.receiveMessages({ ...options, ...(signal === undefined ? {} : { abortSignal: signal }) }),
        where,
        signal,
      );
      const [message] = answer.receivedMessageItems;
      if (message === undefined) return undefined;
      const { messageId, popReceipt, messageText, dequeueCount, insertedOn } = message;
      return hold(client, messageId, popReceipt, { text: messageText, tries: dequeueCount, queuedAt: insertedOn.toISOString() });
    },
    async count(signal) {
      const client = await openMain();
      const answer = await ask(async () => client.getProperties(signal === undefined ? {} : { abortSignal: signal }), where, signal);
      return answer.approximateMessagesCount ?? 0;
    },
  };
}

function openOnce(url: string, props: StorageClientProps): () => Promise<QueueClient> {
  let client: Promise<QueueClient> | undefined;
  return async () => {
    client ??= import('@azure/storage-queue').then(
      ({ QueueClient: Client }) => new Client(url, props.credential, storageClientOptions(props)),
    );
    return client;
  };
}
