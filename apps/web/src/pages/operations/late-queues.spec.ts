import { lateQueues } from './late-queues.js';

const queue = (name: string, oldestWaitingSeconds: number) => ({ queue: name, waiting: 3, oldestWaitingSeconds });

describe('jobs that wait', () => {
  it('are late from a minute on, the oldest of all services first', () => {
    const late = lateQueues([
      { service: 'events', queues: [queue('mail', 90), queue('webhooks', 59)] },
      { service: 'contracts', queues: [] },
      { service: 'interviews', queues: [queue('transcription', 7_200), queue('media', 60)] },
    ]);
    expect(late.map(({ service, queue: name }) => `${service} ${name}`)).toEqual([
      'interviews transcription',
      'events mail',
      'interviews media',
    ]);
    expect(late[0]).toEqual({
      ...{ service: 'interviews', queue: 'transcription', waiting: 3, oldestWaitingSeconds: 7_200 },
    });
  });
});
