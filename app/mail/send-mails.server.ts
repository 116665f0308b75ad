import { nextAttemptAfterOutage, nextMailAttempt } from '#app/domain/notification/mail-retry.ts'
import { type Db } from '#db/client.server.ts'
import { type Clock } from '#db/queries/clock.server.ts'
import {
  type OutgoingMail,
  lockNextMail,
  markMailNotSent,
  markMailSent,
} from '#db/queries/outgoing-mails.server.ts'

export type Mail = { to: string; messageId: string; subject: string; text: string }

/** Whose fault it is decides: a refused mail is put off, an absent server ends the run. */
export type MailOutcome = 'accepted' | { fault: 'mail' | 'server'; code: string }

/** Hands one mail to the mail server, and resolves when that has answered for it. */
export type MailTransport = (mail: Mail) => Promise<MailOutcome>

type Outbox = {
  db: Db
  clock: Clock
  transport: MailTransport
  origin: string // of the portal, for the link in the mail
}

/**
 * Sends what is due in the outbox, one mail a transaction: the row stays locked while
 * its mail is handed over, and is marked in the same transaction. Two jobs at once
 * never hold the same row, and a process that dies gives its row back unmarked.
 *
 * No protocol closes the last gap: when the process or the database dies after the
 * server accepted the mail and before the commit, the mail goes out again, with the
 * same Message-ID, by which receivers know it for the same message. Nothing but the
 * marking stands in that gap.
 */
export async function sendDueMails(
  outbox: Outbox,
  goOn: () => boolean = () => true,
): Promise<{ sent: number }> {
  let sent = 0
  while (goOn()) {
    const outcome = await sendNextMail(outbox)
    if (outcome === 'nothing-due' || outcome === 'server-absent') break
    if (outcome === 'sent') sent += 1
  }
  return { sent }
}

type Step = 'sent' | 'refused' | 'server-absent' | 'nothing-due'

async function sendNextMail({ db, clock, transport, origin }: Outbox): Promise<Step> {
  return db.transaction(async (tx) => {
    const at = await clock(tx)
    const mail = await lockNextMail(tx, at)
    if (!mail) return 'nothing-due'

    const { notificationId } = mail
    const attempts = mail.attempts + 1
    const outcome = await transport(composeMail(mail, origin))
    if (outcome === 'accepted') {
      await markMailSent(tx, { notificationId, attempts, at })
      return 'sent'
    }
    const { fault, code: lastError } = outcome
    if (fault === 'server') {
      const next = { at: nextAttemptAfterOutage(at) }
      await markMailNotSent(tx, { notificationId, attempts: mail.attempts, next, lastError })
      return 'server-absent'
    }
    const nextAt = nextMailAttempt(attempts, at)
    const next = nextAt ? { at: nextAt } : { gaveUpAt: at }
    await markMailNotSent(tx, { notificationId, attempts, next, lastError })
    return 'refused'
  })
}

function composeMail(
  { recipient, messageId, title, body, link }: OutgoingMail,
  origin: string,
): Mail {
  return {
    to: recipient,
    messageId,
    subject: `【共济】${title}`,
    text: `${body}\n\n办理或查看：${new URL(link, origin).href}\n\n本邮件由系统自动发送，请勿回复。同一消息在站内信中可以查到。\n`,
  }
}
