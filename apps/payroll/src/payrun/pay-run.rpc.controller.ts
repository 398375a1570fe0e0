import { ReadLog } from '@guildhall/audit';
import { Database, runOnce, type Tx } from '@guildhall/database';
import { type CallContext, idCursor, type PageQuery, pageOf } from '@guildhall/messages/contract';
import {
  type ApprovePayRunInput,
  approvePayRun,
  type CreatePayRunInput,
  calculatePayRun,
  closePayRun,
  createPayRun,
  getPayoutFile,
  getPayRun,
  listPayLines,
  listPayRuns,
  type PayLinePage,
  type PayLinesQuery,
  type PayoutFileContent,
  type PayoutFileInput,
  type PayRun,
  type PayRunPage,
  type PayRunRef,
} from '@guildhall/messages/payroll';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { requireFinance } from '../access/finance-access.js';
import { withMaskedAccounts } from '../payout/payout-file.js';
import { PayoutFileRepository } from '../payout/payout-file.repository.js';
import { PayoutFileContents } from '../payout/payout-file-contents.js';
import type { PayRunEntity } from './pay-run.entity.js';
import { payRunNotFound } from './pay-run.errors.js';
import { PayRunRepository } from './pay-run.repository.js';
import { PayRunService } from './pay-run.service.js';
import { payLineView, payRunView } from './pay-run-view.js';

/** A reply over RPC holds a mebibyte at most. */
const charactersAtOnce = 512 * 1024;

@Controller()
export class PayRunRpcController {
  constructor(
    private readonly database: Database,
    private readonly runs: PayRunRepository,
    private readonly files: PayoutFileRepository,
    private readonly contents: PayoutFileContents,
    private readonly service: PayRunService,
    private readonly reads: ReadLog,
  ) {}

  @HandleRpc(createPayRun)
  async create(input: CreatePayRunInput, context: CallContext): Promise<PayRun> {
    return await runOnce(this.database, context, async (tx) =>
      this.view(await this.service.create(tx, input, context), tx),
    );
  }

  @HandleRpc(calculatePayRun)
  async calculate({ payRunId }: PayRunRef, context: CallContext): Promise<PayRun> {
    return await this.change(payRunId, context, (tx) => this.service.calculate(tx, payRunId, context));
  }

  @HandleRpc(approvePayRun)
  async approve(input: ApprovePayRunInput, context: CallContext): Promise<PayRun> {
    return await this.change(input.payRunId, context, (tx) => this.service.approve(tx, input, context));
  }

  @HandleRpc(closePayRun)
  async close({ payRunId }: PayRunRef, context: CallContext): Promise<PayRun> {
    return await this.change(payRunId, context, (tx) => this.service.close(tx, payRunId, context));
  }

  @HandleRpc(getPayRun)
  async get({ payRunId }: PayRunRef, context: CallContext): Promise<PayRun> {
    requireFinance(context);
    return await this.view(payRunId);
  }

  @HandleRpc(listPayRuns)
  async list(input: PageQuery, context: CallContext): Promise<PayRunPage> {
    requireFinance(context);
    const { limit, after } = idCursor('run', input);
    const page = pageOf(await this.runs.list(limit + 1, after), limit);
    return { ...page, data: await Promise.all(page.data.map((run) => this.viewOf(run))) };
  }

  @HandleRpc(listPayLines)
  async lines(input: PayLinesQuery, context: CallContext): Promise<PayLinePage> {
    requireFinance(context);
    const { payRunId, holdReason } = input;
    if (!(await this.runs.find(payRunId))) throw payRunNotFound();
    await this.reads.note('pay_lines.read', payRunId, context);
    const { limit, after } = idCursor('pay', input);
    return pageOf((await this.runs.listLines(payRunId, limit + 1, after, holdReason)).map(payLineView), limit);
  }

  @HandleRpc(getPayoutFile)
  async file({ payRunId, fileId, offset = 0 }: PayoutFileInput, context: CallContext): Promise<PayoutFileContent> {
    requireFinance(context);
    const file = await this.files.find(fileId);
    if (file?.runId !== payRunId || !file.contentToken) throw payRunNotFound();
    await this.reads.note('payout_file.read', fileId, context);
    const text = withMaskedAccounts(await this.contents.open(file));
    const end = offset + charactersAtOnce;
    return { text: text.slice(offset, end), sha256: file.maskedSha256!, nextOffset: end < text.length ? end : null };
  }

  private async change(payRunId: string, context: CallContext, effect: (tx: Tx) => Promise<void>): Promise<PayRun> {
    // Money: the key is never forgotten.
    const options = { kind: 'money' } as const;
    return await runOnce(
      this.database,
      context,
      async (tx) => {
        await effect(tx);
        return await this.view(payRunId, tx);
      },
      options,
    );
  }

  private async view(payRunId: string, manager?: EntityManager): Promise<PayRun> {
    const run = await this.runs.find(payRunId, manager);
    if (!run) throw payRunNotFound();
    return await this.viewOf(run, manager);
  }

  private async viewOf(run: PayRunEntity, manager?: EntityManager): Promise<PayRun> {
    const figures = await this.runs.figuresOf(run.id, manager);
    const approvals = await this.runs.approvalsOf(run, manager);
    return payRunView(run, figures, approvals, await this.files.ofRun(run.id, manager));
  }
}
