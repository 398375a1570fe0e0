import {
  getPlanTemplate,
  listPlanTemplates,
  type PlanTemplate,
  type PlanTemplateList,
  type PlanTemplateRef,
} from '@guildhall/messages/interviews';
import { HandleRpc } from '@guildhall/rpc';
import { Controller } from '@nestjs/common';
import { PlanTemplateLibrary } from './plan-template-library.js';

/** The same for everybody, and about nobody: reading a template leaves no trace. */
@Controller()
export class PlanTemplatesRpcController {
  constructor(private readonly library: PlanTemplateLibrary) {}

  @HandleRpc(listPlanTemplates)
  async list(): Promise<PlanTemplateList> {
    return { data: this.library.list() };
  }

  @HandleRpc(getPlanTemplate)
  async get({ planTemplateId }: PlanTemplateRef): Promise<PlanTemplate> {
    return this.library.get(planTemplateId);
  }
}
