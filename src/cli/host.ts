import { Option } from 'commander'
import { isLoopback } from '../server/control/guard.ts'
import { readText } from './parsed.ts'

/** The option for the address that a command listens on. An image of a container sets its variable. */
export function hostOption(): Option {
  return new Option('-H, --host <address>', 'the address to listen on').default('127.0.0.1').env('BROWNOUT_HOST').argParser(readText)
}

/** Warns if other machines can call a server that listens on an address. */
export function reachOf(host: string): readonly string[] {
  return isLoopback(host) ? [] : [`It listens on ${host}, so other machines can call it.`]
}
