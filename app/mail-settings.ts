// The settings of the mail server: an address with its name and password, and who letters come from. Both or neither.
import { z } from 'zod';
import { isLoopbackName, url } from './url-setting.ts';

export interface MailSettings {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps:`) */
  secure: boolean;
  /** false only for a server on this machine: everywhere else a letter without TLS is not sent */
  requireTls: boolean;
  user: string | null;
  password: string | null;
  /** as it stands in the letter: `Ashwick Lane <office@school.example>` */
  from: string;
}

const ADDRESS = /^(?:[^<>\r\n]{1,80}<)?[^\s<>@,;]{1,64}@[^\s<>@,;]{1,255}>?$/;

export const mailShape = {
  GATEPOST_SMTP_URL: url(['smtp', 'smtps'], 'smtps://user:password@mail.school.example').optional(),
  GATEPOST_MAIL_FROM: z
    .string()
    .regex(ADDRESS, { error: 'must be an e-mail address, such as Our School <office@school.example>' })
    .optional(),
};

/** One sentence for each half that is set without what it needs. */
export function missingForMail(given: Partial<Record<string, string>>): string[] {
  const problems: string[] = [];
  for (const missing of ['GATEPOST_MAIL_FROM', 'GATEPOST_PUBLIC_URL'])
    if (given['GATEPOST_SMTP_URL'] && !given[missing])
      problems.push(`${missing} is needed with GATEPOST_SMTP_URL.`);
  if (given['GATEPOST_MAIL_FROM'] && !given['GATEPOST_SMTP_URL'])
    problems.push('GATEPOST_SMTP_URL is needed with GATEPOST_MAIL_FROM.');
  return problems;
}

const PORTS = { plain: 587, secure: 465 };

/** The settings of the mail server, or null when letters cannot be sent by e-mail. */
export function mailOf(values: {
  GATEPOST_SMTP_URL?: string | undefined;
  GATEPOST_MAIL_FROM?: string | undefined;
}): MailSettings | null {
  const { GATEPOST_SMTP_URL: address, GATEPOST_MAIL_FROM: from } = values;
  if (!address || !from) return null;
  const { protocol, hostname, port, username, password } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  return {
    host,
    port: port ? Number(port) : secure ? PORTS.secure : PORTS.plain,
    secure,
    requireTls: !isLoopbackName(host),
    user: username ? decodeURIComponent(username) : null,
    password: password ? decodeURIComponent(password) : null,
    from,
  };
}
