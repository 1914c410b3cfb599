import { render } from 'preact'
import type { DemoData } from '../data/demo-data.ts'
import { Demo } from './demo.tsx'

/** The page's data, next to this script. */
const data = JSON.parse(document.querySelector('#data')!.textContent) as DemoData
render(<Demo data={data} />, document.querySelector('#page')!)
