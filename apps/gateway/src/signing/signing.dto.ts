import {
  DeclineSigningInput,
  OpenSigningInput,
  SignDocumentInput,
  SigningCodeInput,
  SigningConsentInput,
} from '@guildhall/messages/contracts';
import { OmitType } from '@nestjs/swagger';

const seen = ['sessionHash', 'sourceAddress', 'userAgent'] as const;

export class OpenSigningBody extends OmitType(OpenSigningInput, ['sourceAddress', 'userAgent'] as const) {}
export class SigningConsentBody extends OmitType(SigningConsentInput, seen) {}
export class SigningCodeBody extends OmitType(SigningCodeInput, seen) {}
export class SignDocumentBody extends OmitType(SignDocumentInput, [...seen, 'documentId'] as const) {}
export class DeclineSigningBody extends OmitType(DeclineSigningInput, seen) {}
