import { peopleNames } from '@guildhall/messages/accounts';
import type { CallContext } from '@guildhall/messages/contract';
import type { ChainLine, Remittance } from '@guildhall/messages/payroll';
import { renderPdf } from '@guildhall/pdf';
import { RpcClient } from '@guildhall/rpc';
import { Injectable } from '@nestjs/common';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { ChainRepository } from './chain.repository.js';
import type { PayoutEntity } from './payout.entity.js';

const secondsOfHour = 3_600;

/** What a contractor keeps of a payout: the weeks it is for, and what was paid in the year so far. */
@Injectable()
export class RemittanceService {
  constructor(
    private readonly chains: ChainRepository,
    private readonly ledger: LedgerRepository,
    private readonly rpc: RpcClient,
  ) {}

  async of(payout: PayoutEntity, context: CallContext): Promise<Remittance> {
    const { id, personId, amountMinor, currency } = payout;
    // The name is asked for as the service: contractors may not read names, not even through this.
    const actor = { kind: 'service', id: 'payroll' } as const;
    const asService = { correlationId: context.correlationId, actor };
    const { people } = await this.rpc.call(peopleNames, { personIds: [personId] }, { context: asService });
    const lines = await this.chains.linesOf(id);
    const until = payout.settledAt ?? payout.createdAt;
    const paidInYear = await this.ledger.paidTo(personId, currency, until);
    const pdf = await renderPdf({
      ...{ title: 'Remittance advice', language: 'en', createdAt: until },
      blocks: [
        { kind: 'heading', level: 1, text: 'Remittance advice' },
        {
          kind: 'table',
          rows: [
            { label: 'Paid to', value: people[0]?.displayName ?? personId },
            { label: 'Payout', value: id },
            { label: 'State', value: payout.state },
            { label: 'Settled on', value: payout.settledAt?.toISOString().slice(0, 10) ?? 'not yet' },
            { label: 'Amount', value: amountText(amountMinor, currency) },
            { label: `Paid in ${until.getUTCFullYear()} so far`, value: amountText(paidInYear, currency) },
            { label: 'Reference of the bank', value: payout.bankLine ?? '–' },
          ],
        },
        { kind: 'heading', level: 2, text: 'For this time' },
        { kind: 'table', rows: lines.map((line) => rowOf(line, currency)) },
        { kind: 'paragraph', text: 'Contracts, by the SHA-256 of what was signed:' },
        { kind: 'code', text: [...new Set(lines.map(({ agreementSha256 }) => agreementSha256))].join('\n') },
      ],
    });
    return { pdf: pdf.toString('base64'), fileName: `${id}.pdf` };
  }
}

function rowOf({ weekStart, seconds, rateMinor, amountMinor }: ChainLine, currency: string) {
  const hours = Math.floor(seconds / secondsOfHour);
  const minutes = Math.floor((seconds % secondsOfHour) / 60);
  const rate = amountText(BigInt(rateMinor), currency);
  const amount = amountText(BigInt(amountMinor), currency);
  return { label: `Week of ${weekStart}`, value: `${hours} h ${minutes} min at ${rate} an hour: ${amount}` };
}

/** Minor units as people write them, by the currency's own exponent. */
export function amountText(minor: bigint, currency: string): string {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const exponent = maximumFractionDigits ?? 2;
  const digits = minor.toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  return `${whole}${exponent === 0 ? '' : `.${digits.slice(-exponent)}`} ${currency}`;
}
