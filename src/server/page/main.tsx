import { render } from 'preact'
import { ControlPage } from './control-page.tsx'

render(<ControlPage />, document.querySelector('#page')!)
