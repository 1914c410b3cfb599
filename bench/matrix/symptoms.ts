import { packed } from '../../src/reproduce/packed.ts'
import { symptomsOf, type ObservedError } from '../../src/reproduce/symptom-index.ts'
import { cellsOf } from './cells.ts'
import type { Cell, Matrix } from './matrix.ts'

type CellError = NonNullable<Cell['error']>

/** An error with its causes, as Node prints it, with the status and the code that it has. */
function printed({ name, message, status, code, cause }: CellError): string {
  const facts = [...(status === undefined ? [] : [`status: ${status}`]), ...(code === undefined ? [] : [`code: '${code}'`])]
  return [`${name}: ${message}`, ...facts, ...(cause === undefined ? [] : [`[cause]: ${printed(cause)}`])].join('\n')
}

/** Every error of a matrix. A fault on only the first call is the same fault. */
export function errorsOf(matrix: Pick<Matrix, 'clients'>): ObservedError[] {
  return cellsOf(matrix).flatMap(({ client, plan, cell: { error, waited } }) =>
    error === undefined ? [] : [{ client: client.name, fault: plan.replace(/:first=1$/, ''), text: `${printed(error)}\n${waited} ms` }],
  )
}

/** The module of `brownout reproduce` that has the errors of a matrix by their clues. */
export function symptomsModule(matrix: Pick<Matrix, 'clients'>): string {
  return `/** Which errors clients showed after which fault. \`npm run matrix\` writes it. */
export const matrixSymptoms = String.raw\`${packed(symptomsOf(errorsOf(matrix)))}\`
`
}
