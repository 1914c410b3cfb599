import { BrownoutError } from '../engine/base/errors.ts'

/** The command line cannot be understood. The process ends with exit code 2. */
export class UsageError extends BrownoutError {}
