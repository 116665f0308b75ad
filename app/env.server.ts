import { z } from 'zod'
import { StartProblem } from '#db/embedded.server.ts'

const environment = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
    PORT: z.coerce.number().int().min(1).max(65535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    DATABASE_URL: z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    DATA_DIR: z.string().default('.data'),
    PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
    SIGNING_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits')
      .optional(),
    PSEUDONYM_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits')
      .optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'smtp://… or smtps://…' }).optional(),
    MAIL_FROM: z.email({ error: 'a plain address, name@host' }).optional(),
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL === !MAIL_FROM, {
    path: ['MAIL_FROM'],
    message: 'set it together with SMTP_URL, or neither',
  })

export type Environment = {
  mode: 'development' | 'production' | 'test'
  port: number
  host: string
  databaseUrl: string | undefined
  dataDir: string
  publicOrigin: string | undefined // what browsers see when a proxy stands in front
  secureCookies: boolean
  signingKey: string | undefined // hex; without it one is made and kept in the data folder
  pseudonymKey: string | undefined // hex; likewise
  smtp: { url: string; from: string } | undefined // without it no mail is sent
}

/**
 * Reads the environment; the only place that does.
 * @throws StartProblem with one line that names every variable that is wrong
 */
function readEnvironment(source: NodeJS.ProcessEnv): Environment {
  const parsed = environment.safeParse(source)
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new StartProblem(`The environment is not usable. ${names.join('; ')}`)
  }
  const { NODE_ENV, PORT, HOST, DATABASE_URL, DATA_DIR, PUBLIC_ORIGIN } = parsed.data
  const { SMTP_URL, MAIL_FROM } = parsed.data
  return {
    mode: NODE_ENV,
    port: PORT,
    host: HOST,
    databaseUrl: DATABASE_URL,
    dataDir: DATA_DIR,
    publicOrigin: PUBLIC_ORIGIN,
    signingKey: parsed.data.SIGNING_KEY,
    pseudonymKey: parsed.data.PSEUDONYM_KEY,
    secureCookies: PUBLIC_ORIGIN?.startsWith('https:') ?? false,
    smtp: SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : undefined,
  }
}

export const env = readEnvironment(process.env)
