import { fileURLToPath } from 'node:url'
import { importsBelow } from './walls/imports.ts'
import { problemsOf } from './walls/problems.ts'

const problems = problemsOf(importsBelow(fileURLToPath(new URL('..', import.meta.url))))
for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exitCode = 1
