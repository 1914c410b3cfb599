import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { silencing } from '../matrix/silence.ts'
import { installPrograms, programOf, reproduceIn } from './program-trophy.ts'
import { programTrophies } from './programs.ts'
import { trophies } from './trophies.ts'
import type { Trophy } from './trophy.ts'

// Reproduces the findings in clients, or with --programs those in published programs, which it installs; --packages names a folder for
// them, and --quick leaves out programs with a large installation. A name reproduces one.

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { programs: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false }, packages: { type: 'string' } },
})
const [name] = positionals
const { log, error: complain } = console

function chosenOf<Named extends { readonly name: string }>(all: readonly Named[]): readonly Named[] {
  const chosen = all.filter((trophy) => name === undefined || trophy.name === name)
  if (chosen.length === 0) throw new Error(`No trophy is named "${name}". TROPHIES.md lists them.`)
  return chosen
}

let changed = 0

async function reproduce(chosen: readonly Trophy[]): Promise<void> {
  for (const trophy of chosen) {
    const seen = await trophy.reproduce().catch((error: unknown) => `it cannot be reproduced: ${String(error)}`)
    if (seen === trophy.happened) log(`reproduced: ${trophy.name}: ${seen}`)
    else {
      changed++
      complain(`changed: ${trophy.name}\n  expected to see: ${trophy.happened}\n  seen:            ${seen}`)
    }
  }
  log(`${chosen.length - changed} of ${chosen.length} reproduced`)
}

if (options.programs) {
  const chosen = chosenOf(programTrophies).filter(({ program }) => !options.quick || programOf(program).onDemand !== true)
  const folder = options.packages ?? mkdtempSync(join(tmpdir(), 'brownout-trophies-'))
  try {
    await installPrograms(chosen, folder)
    await reproduce(chosen.map((trophy) => ({ ...trophy, reproduce: () => reproduceIn(folder, trophy) })))
  } finally {
    if (options.packages === undefined) rmSync(folder, { recursive: true, force: true })
  }
} else {
  silencing()
  await reproduce(chosenOf(trophies))
}
// What a client has left open, such as a timer, must not keep the process alive.
process.exit(changed === 0 ? 0 : 1)
