import { InvalidArgumentError } from 'commander'

/** How a text of the command line is read. What is wrong with it is printed with the option. */
export function parsed<Value>(read: (text: string) => Value): (text: string) => Value {
  return (text) => {
    try {
      return read(text)
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message)
    }
  }
}
