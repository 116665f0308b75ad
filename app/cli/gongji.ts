import process from 'node:process'
import { isCheck, runGongji, runGongjiCheck } from './run-gongji.ts'

const args = process.argv.slice(2)
const { exitCode, stdout, stderr } = isCheck(args) ? await runGongjiCheck(args) : runGongji(args)
process.exitCode = exitCode
process.stdout.write(stdout)
process.stderr.write(stderr)
