import { stripVTControlCharacters } from 'node:util'
import type { PlayedRow } from '../../src/program-matrix/judged.ts'
import { counted } from '../../src/engine/base/counted.ts'

/** A program that is still calling has made more calls than this. How many depends on the machine. */
const many = 10

function callsOf({ outcome, calls }: PlayedRow): string {
  return outcome === 'retrying' && calls > many ? `more than ${many} calls` : counted(calls, 'call')
}

function endOf({ outcome, exitCode, lasted }: PlayedRow): string {
  const isOpen = outcome === 'retrying' || outcome === 'hang'
  return isOpen ? `no end within ${Math.floor(lasted / 1_000)} s` : `exit code ${exitCode}`
}

function textOf({ stdout, stderr }: PlayedRow): string {
  return stripVTControlCharacters(`${stderr}${stdout}`)
}

/** How a program ended, and a part of its output. */
export function saw(pattern: RegExp): (row: PlayedRow) => string {
  return (row) => {
    const [found] = pattern.exec(textOf(row)) ?? []
    const words = found === undefined ? 'without the message' : `"${found.trim().replaceAll(/\s+/g, ' ')}"`
    const parts = row.exitCode === undefined ? [endOf(row), callsOf(row), words] : [endOf(row), words, callsOf(row)]
    return parts.join(', ')
  }
}

/** How a program ended, and whether it printed anything. */
export function exitInWords(row: PlayedRow): string {
  const printed = textOf(row).trim() === '' ? 'nothing is printed' : `prints "${textOf(row).trim().slice(0, 80)}"`
  const parts = row.exitCode === undefined ? [endOf(row), callsOf(row), printed] : [endOf(row), printed, callsOf(row)]
  return parts.join(', ')
}
