import { EnvGroup, EnvInt, EnvSecret, EnvString, EnvUrl } from '@guildhall/config';
import { ServiceConfig } from '@guildhall/service';
import { StorageConfig } from '@guildhall/storage';

export class ContractsConfig extends ServiceConfig {
  @EnvUrl('DATABASE_URL_CONTRACTS', { protocols: ['postgres', 'postgresql'] })
  databaseUrl!: string;

  @EnvGroup(StorageConfig)
  storage!: StorageConfig;

  /** The folder with the key and the certificates of seals; they are made there where it is empty. */
  @EnvString('SEAL_KEYS_DIRECTORY')
  sealKeysDirectory!: string;

  /** Who the contracts are with. */
  @EnvString('COMPANY_NAME', { default: 'Guildhall' })
  companyName!: string;

  /** Who signs for the company, as it stands on the documents. */
  @EnvString('COMPANY_SIGNATORY', { default: 'Authorised signatory' })
  companySignatory!: string;

  /** 32 bytes in base64; codes of signers are stored as a hash under it. */
  @EnvSecret('CODE_HASH_KEY', { minLength: 44 })
  codeHashKey!: string;

  /** Days for which a mailed link to sign works, at most until the offer ends. */
  @EnvInt('SIGNING_LINK_DAYS', { min: 1, max: 90, default: 14 })
  signingLinkDays!: number;
}
