import { render } from 'preact'
import type { ReportData } from '../data/report-data.ts'
import { Report } from './report.tsx'

/** The report's data, next to this script. */
const data = JSON.parse(document.querySelector('#data')!.textContent) as ReportData
render(<Report data={data} />, document.querySelector('#page')!)
