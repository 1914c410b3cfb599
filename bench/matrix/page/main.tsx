import { render } from 'preact'
import { unpacked, type PackedMatrix } from '../packed.ts'
import { MatrixPage } from './matrix-page.tsx'

/** The page's data, next to this script. */
const packed = JSON.parse(document.querySelector('#data')!.textContent) as PackedMatrix
void unpacked(packed).then((matrix) => render(<MatrixPage matrix={matrix} />, document.querySelector('#page')!))
