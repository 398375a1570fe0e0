import { self, staff } from '@guildhall/auth';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.decorator.js';
import { Caller } from '../access/caller.decorator.js';
import type { SignedIn } from '../access/signed-in.js';
import { Work } from './work.dto.js';
import { WorkService } from './work.service.js';

@ApiTags('me')
@Controller('v1/me/work')
export class WorkController {
  constructor(private readonly service: WorkService) {}

  /** What waits for the caller on the openings that they are on: decisions with names, reviews and appeals without. */
  @Get()
  @Access(staff(['recruiter', 'reviewer'], { owned: self }))
  get(@Caller() caller: SignedIn): Promise<Work> {
    return this.service.of(caller);
  }
}
