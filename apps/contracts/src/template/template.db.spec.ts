import { ContractsHouse } from '../../test/contracts-house.js';
import { nda } from './shipped/nda.js';
import { TemplateService } from './template.service.js';

describe('the templates that ship', () => {
  let house: ContractsHouse;

  beforeAll(async () => {
    house = await ContractsHouse.start();
  }, 120_000);

  afterAll(async () => {
    await house?.close();
  });

  const versions = () =>
    house.sql<{ number: number; title: string }>(
      `SELECT number, title FROM template_version WHERE kind = 'nda' ORDER BY number`,
    );

  it('are published once for each text, and an older release that starts again does not bring its own back', async () => {
    const service = house.provider(TemplateService);
    await service.publishShipped(nda);
    expect(await versions()).toEqual([{ number: 1, title: nda.title }]);
    const newer = { ...nda, title: 'Newer agreement' };
    await service.publishShipped(newer);
    await service.publishShipped(nda);
    await service.publishShipped(newer);
    expect(await versions()).toEqual([
      { number: 1, title: nda.title },
      { number: 2, title: newer.title },
    ]);
    expect((await service.current()).map(({ title }) => title)).toContain(newer.title);
  });
});
