import { fileURLToPath } from 'node:url'

/** The file that `npx vitest` runs. Starting it directly saves what npx takes to find it. */
export const vitestMain = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')))
