import type { ModelCallEntity } from '../../apps/interviews/src/scoring/judge/model-call.entity.js';
import type { ScoringRecord } from '../../apps/interviews/src/scoring/scorecard.entity.js';
import { firstModel, sampleInterview, TwoStageModels } from '../../apps/interviews/test/two-stage-models.js';
import { ReplyNotStored, replayedEngine } from './replayed-engine.js';

describe('A result of two stages', () => {
  let models: TwoStageModels;

  beforeEach(async () => {
    models = await TwoStageModels.start((quotes, { model, criterion, pass }) => {
      if (model === firstModel && criterion === 'verification' && pass === 2) quotes.clear();
    });
  });

  afterEach(() => models.close());

  const stored = () =>
    [...models.store.rows.values()].map(
      ({ rawBody, ...record }) => ({ id: record.id, inputHash: record.inputHash, record, rawBody }) as ModelCallEntity,
    );

  it('is computed again to the last byte from its record, from the replies of both models', async () => {
    const engine = models.engine();
    const scored = await engine.score(sampleInterview('excellent'));
    expect(scored.modelCallIds).toHaveLength(12);
    const { name, version, settings } = engine;
    const record = { engine: { name, version, settings } } as ScoringRecord;
    const again = replayedEngine(record, stored());
    expect(again.settings).toBe(settings);
    expect(JSON.stringify(await again.score(sampleInterview('excellent')))).toBe(JSON.stringify(scored));
    expect(models.server.chat.requests).toHaveLength(12);
  });

  it('is not where a reply of the second is gone', async () => {
    const engine = models.engine();
    await engine.score(sampleInterview('excellent'));
    const { name, version, settings } = engine;
    const calls = stored().filter(({ record }) => record.stage === 1);
    const again = replayedEngine({ engine: { name, version, settings } } as ScoringRecord, calls);
    await expect(again.score(sampleInterview('excellent'))).rejects.toBeInstanceOf(ReplyNotStored);
  });
});
