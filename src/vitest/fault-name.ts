import type * as factories from '../../faults/index.ts'

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'

/** `truncated-stream` for `truncatedStream`. A number in a name can follow a hyphen or not: `status-200`, `utf8`. */
type KebabCase<Text extends string, Previous extends string = ''> = Text extends `${infer Head}${infer Tail}`
  ? `${Hyphen<Head, Previous>}${Lowercase<Head>}${KebabCase<Tail, Head>}`
  : ''

type Hyphen<Letter extends string, Previous extends string> = Letter extends Digit
  ? Previous extends Digit
    ? ''
    : '' | '-'
  : Letter extends Lowercase<Letter>
    ? ''
    : '-'

/** The name of a fault in the catalogue. */
export type FaultName = KebabCase<keyof typeof factories>
