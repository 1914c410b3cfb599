import { InvalidArgumentError } from 'commander'

/** Reads the number of a port. */
export function readPort(text: string): number {
  const port = Number(text)
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('Expected a number from 0 to 65535.')
  return port
}
