import { Inject, Injectable } from '@nestjs/common';
import { PAYROLL_CONFIG, PayrollConfig } from '../payroll.config.js';
import { type Bank, type BankFileStatus, type BankLine, BankOutcomeUnknown } from './bank.js';

const timeoutMs = 10_000;
const largestAnswerBytes = 100 * 1024 * 1024;

/** The bank's interface over HTTP; the embedded simulated bank speaks it, and `BANK_URL` may name another that does. */
@Injectable()
export class HttpBank implements Bank {
  constructor(@Inject(PAYROLL_CONFIG) private readonly config: PayrollConfig) {}

  get isConfigured(): boolean {
    return this.config.bankUrl !== undefined;
  }

  async submit(fileId: string, content: string, signal: AbortSignal): Promise<BankFileStatus> {
    const reply = await this.ask(`/files/${fileId}`, signal, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain; charset=us-ascii' },
      body: content,
    });
    if (reply.status === 200 || reply.status === 201 || reply.status === 422) return statusIn(reply.text);
    throw new BankOutcomeUnknown(`The bank answered ${reply.status} to a file.`);
  }

  async statusOf(fileId: string, signal: AbortSignal): Promise<BankFileStatus | null> {
    const reply = await this.ask(`/files/${fileId}`, signal);
    if (reply.status === 404) return null;
    return statusIn(requireOk(reply));
  }

  async linesOf(fileId: string, signal: AbortSignal): Promise<BankLine[]> {
    const { lines } = JSON.parse(requireOk(await this.ask(`/files/${fileId}/statement`, signal))) as {
      lines: BankLine[];
    };
    return lines;
  }

  async returnsOf(fileId: string, signal: AbortSignal): Promise<string | null> {
    const reply = await this.ask(`/files/${fileId}/returns`, signal);
    return reply.status === 204 ? null : requireOk(reply);
  }

  private async ask(
    path: string,
    signal: AbortSignal,
    init: RequestInit = {},
  ): Promise<{ status: number; text: string }> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const url = this.config.bankUrl!.replace(/\/+$/, '') + path;
      const response = await fetch(url, { ...init, signal: limit, redirect: 'error' });
      const text = await response.text();
      if (text.length > largestAnswerBytes) throw new Error('The answer is too large.');
      return { status: response.status, text };
    } catch (cause) {
      throw new BankOutcomeUnknown('The bank did not answer.', { cause });
    }
  }
}

function requireOk({ status, text }: { status: number; text: string }): string {
  if (status !== 200) throw new BankOutcomeUnknown(`The bank answered ${status}.`);
  return text;
}

function statusIn(text: string): BankFileStatus {
  const { status, faults } = JSON.parse(text) as BankFileStatus;
  if (status !== 'accepted' && status !== 'refused') throw new BankOutcomeUnknown('The bank answered in other words.');
  return { status, faults: faults ?? [] };
}
