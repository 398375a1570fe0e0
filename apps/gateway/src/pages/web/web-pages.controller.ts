import { anyone } from '@guildhall/auth';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator.js';
import { WebClient } from './web-client.js';
import { webPaths } from './web-paths.js';

/** The browser's client. The page is the same for everybody; what is one's own it asks the public API for. */
@ApiExcludeController()
@Controller()
export class WebPagesController {
  constructor(private readonly client: WebClient) {}

  @Get(webPaths)
  @Access(anyone(), { limit: 'none' })
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Cache-Control', 'no-cache')
  page(): string {
    return this.client.page;
  }
}
