/** A published program that calls a model provider. */
export interface Program {
  readonly name: string
  /** The program and its arguments. The first word is looked up in PATH. */
  readonly command: readonly [string, ...string[]]
  /** What it needs: the file that shows that it is there, and the package of Debian that has it. */
  readonly debian?: { readonly file: string; readonly package: string }
  /** The package of npm that it is. */
  readonly npm?: { readonly name: string; readonly version: string }
  /** The model of its answers, if it calls another one for other purposes: faults are only for the former. */
  readonly model?: string
  /** Its tool that runs a shell command or reads a file. */
  readonly tool?: Tool
  /** Whether only the full table has it, since its installation is large. */
  readonly onDemand?: true
}

/** A tool of a program. */
export interface Tool {
  readonly name: string
  /** The arguments that run a command. */
  arguments(command: string): object
}
