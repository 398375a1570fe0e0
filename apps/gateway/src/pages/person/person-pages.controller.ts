import { anyone } from '@guildhall/auth';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Access } from '../../access/access.decorator.js';
import { contractsPage } from './contracts-page.js';
import { invitationPage } from './invitation-page.js';
import { personScripts } from './person-scripts.js';
import { signPage } from './sign-page.js';

const html = 'text/html; charset=utf-8';
const javascript = 'text/javascript; charset=utf-8';

/**
 * Where the links of contracts and invitations lead. The pages are the same for everybody: what is one's own they ask the public API for, as
 * any client does.
 */
@ApiExcludeController()
@Controller()
export class PersonPagesController {
  @Get('invitation')
  @Access(anyone(), { limit: 'none' })
  @Header('Content-Type', html)
  @Header('Cache-Control', 'no-store')
  invitation(): string {
    return invitationPage();
  }

  @Get('sign')
  @Access(anyone(), { limit: 'none' })
  @Header('Content-Type', html)
  @Header('Cache-Control', 'no-store')
  sign(): string {
    return signPage();
  }

  @Get('me/contracts')
  @Access(anyone(), { limit: 'none' })
  @Header('Content-Type', html)
  @Header('Cache-Control', 'no-store')
  contracts(): string {
    return contractsPage();
  }

  @Get('pages/invitation.js')
  @Access(anyone(), { limit: 'none' })
  @Header('Content-Type', javascript)
  @Header('Cache-Control', 'no-cache')
  invitationScript(): string {
    return personScripts['invitation.js'];
  }

  @Get('pages/sign.js')
  @Access(anyone(), { limit: 'none' })
  @Header('Content-Type', javascript)
  @Header('Cache-Control', 'no-cache')
  signScript(): string {
    return personScripts['sign.js'];
  }

  @Get('pages/contracts.js')
  @Access(anyone(), { limit: 'none' })
  @Header('Content-Type', javascript)
  @Header('Cache-Control', 'no-cache')
  contractsScript(): string {
    return personScripts['contracts.js'];
  }
}
