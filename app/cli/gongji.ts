import process from 'node:process'
import { runGongji } from './run-gongji.ts'

const { exitCode, stdout, stderr } = runGongji(process.argv.slice(2))
process.exitCode = exitCode
process.stdout.write(stdout)
process.stderr.write(stderr)
