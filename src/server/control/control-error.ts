import { BrownoutError } from '../../engine/base/errors.ts'

/** A request to control the server is wrong or not permitted. */
export class ControlError extends BrownoutError {
  /** The status of the response. */
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}
