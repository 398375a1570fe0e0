import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import nodemailer from 'nodemailer';
import { claimPortBlock, type PortBlock } from '../platform/ports.js';
import type { Mail, MailSummary } from './mail-store.js';
import { type Mailbox, startMailbox } from './start-mailbox.js';

const LIMIT = 5;

let directory: string;
let ports: PortBlock;
let mailbox: Mailbox;

const open = () => startMailbox({ smtpPort: ports.at(0), httpPort: ports.at(1), directory, limit: LIMIT });

beforeEach(async () => {
  directory = mkdtempSync(path.join(os.tmpdir(), 'guildhall-mailbox-'));
  ports = await claimPortBlock(directory);
  mailbox = await open();
});

afterEach(async () => {
  await mailbox.stop();
  await ports.release();
  rmSync(directory, { recursive: true, force: true });
});

async function send(mail: { to: string; subject?: string; text?: string; bcc?: string }): Promise<void> {
  const transport = nodemailer.createTransport(mailbox.smtpUrl);
  await transport.sendMail({ from: 'Guildhall <no-reply@guildhall.example>', ...mail });
  transport.close();
}

async function list(query = ''): Promise<MailSummary[]> {
  const response = await fetch(`${mailbox.pageUrl}/api/mails${query}`);
  return ((await response.json()) as { mails: MailSummary[] }).mails;
}

describe('the mailbox', () => {
  it('gives back a mail as it was sent, in any language', async () => {
    await send({ to: 'Ada@Example.com', subject: 'رمز الدخول', text: 'رمزك هو 123456.' });
    const [summary] = await list();
    const mail = (await (await fetch(`${mailbox.pageUrl}/api/mails/${summary?.id}`)).json()) as Mail;
    expect(mail).toMatchObject({ subject: 'رمز الدخول', to: ['ada@example.com'], from: 'no-reply@guildhall.example' });
    expect(mail.text.trim()).toBe('رمزك هو 123456.');
    expect(Math.abs(Date.parse(mail.receivedAt) - Date.now())).toBeLessThan(60_000);
  });

  it('lists the newest first and only the mails to the address that was asked for', async () => {
    await send({ to: 'ada@example.com', subject: 'one' });
    await send({ to: 'bob@example.com', subject: 'two', bcc: 'ada@example.com' });
    await send({ to: 'ada@example.community', subject: 'three' });
    expect((await list()).map((mail) => mail.subject)).toEqual(['three', 'two', 'one']);
    expect((await list('?to=ADA@example.com')).map((mail) => mail.subject)).toEqual(['two', 'one']);
  });

  it('forgets the oldest past its limit, on disk too, and still has the others after a restart', async () => {
    for (let number = 1; number <= LIMIT + 2; number++)
      await send({ to: 'ada@example.com', subject: `mail ${number}` });
    const kept = (await list()).map((mail) => mail.subject);
    expect(kept).toEqual(['mail 7', 'mail 6', 'mail 5', 'mail 4', 'mail 3']);
    expect(readdirSync(directory)).toHaveLength(LIMIT);
    await mailbox.stop();
    mailbox = await open();
    expect((await list()).map((mail) => mail.subject)).toEqual(kept);
  });

  it('shows what a mail says, never runs it, and links only to web addresses', async () => {
    const text = 'Go to https://guildhall.example/i/1?a=1&b=2. <script>alert(1)</script> javascript:alert(2)';
    await send({ to: 'ada@example.com', subject: '<img src=x onerror=alert(3)>', text });
    const [summary] = await list();
    for (const address of ['/', `/mails/${summary?.id}`]) {
      const response = await fetch(`${mailbox.pageUrl}${address}`);
      const html = await response.text();
      expect(html).not.toMatch(/<script|<img|href="javascript/);
      expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    }
    const html = await (await fetch(`${mailbox.pageUrl}/mails/${summary?.id}`)).text();
    expect(html).toContain('<a href="https://guildhall.example/i/1?a=1&amp;b=2" rel="noopener noreferrer">');
  });

  it('refuses a mail that is too large and goes on', async () => {
    await expect(send({ to: 'ada@example.com', text: 'x'.repeat(2_000_000) })).rejects.toThrow(/552/);
    await send({ to: 'ada@example.com', subject: 'small' });
    expect(await list()).toHaveLength(1);
  });

  it('answers nobody who reached it by another name, and changes nothing', async () => {
    const ask = (options: { method?: string; host?: string; path?: string }) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { host: options.host ?? new URL(mailbox.pageUrl).host };
        request(`${mailbox.pageUrl}${options.path ?? '/'}`, { method: options.method, headers }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode));
        })
          .on('error', reject)
          .end();
      });
    expect(await ask({ host: 'attacker.example' })).toBe(421);
    expect(await ask({ method: 'DELETE' })).toBe(405);
    expect(await ask({ path: '/mails/../../etc/passwd' })).toBe(404);
    expect(await ask({ path: '/api/mails/00000000-0000-7000-8000-000000000000' })).toBe(404);
    expect(await ask({})).toBe(200);
  });
});
