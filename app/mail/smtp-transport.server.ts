import { type Transporter, createTransport } from 'nodemailer'
import { type Logger } from 'nodemailer/lib/shared/index.js'
import SMTPTransport from 'nodemailer/lib/smtp-transport/index.js'
import { type Mail, type MailOutcome, type MailTransport } from './send-mails.server.ts'

const ANSWER_WITHIN_MS = 30_000

/**
 * A connection a mail: nodemailer's pool would by itself send again what was in
 * flight when a connection broke, and the outbox alone decides that.
 */
export function smtpTransport({
  url,
  from,
  logger,
}: {
  url: string
  from: string
  logger?: Logger // of the whole conversation, addresses included
}): MailTransport {
  // `createTransport` itself would drop every option that stands beside a url.
  const server = createTransport(
    new SMTPTransport({
      url,
      connectionTimeout: ANSWER_WITHIN_MS,
      greetingTimeout: ANSWER_WITHIN_MS,
      socketTimeout: ANSWER_WITHIN_MS,
      ...(logger && { logger, transactionLog: true }),
    }),
  )
  return async (mail: Mail): Promise<MailOutcome> => {
    try {
      await server.sendMail({
        ...mail,
        from: { name: '共济', address: from },
        disableFileAccess: true,
        disableUrlAccess: true,
        headers: { 'Auto-Submitted': 'auto-generated' }, // RFC 3834: no holiday replies
      })
      return 'accepted'
    } catch (error) {
      const { code = 'unknown', responseCode } = error as { code?: string; responseCode?: number } // nodemailer's documented fields
      const refused = code === 'EENVELOPE' || code === 'EMESSAGE' || (await answers(server))
      return {
        fault: refused ? 'mail' : 'server',
        code: responseCode ? `${code} ${responseCode}` : code,
      }
    }
  }
}

/** A server that lets us in but broke off this hand-over has something against this mail. */
async function answers(server: Transporter): Promise<boolean> {
  return server.verify().catch(() => false)
}
