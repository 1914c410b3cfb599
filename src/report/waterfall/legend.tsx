/** The meaning of a waterfall's shapes. */
export function Legend() {
  return (
    <ul class="legend">
      <li>
        <svg width="28" height="12" aria-hidden="true">
          <path class="wait" d="M1 1v10M1 6h27" />
        </svg>{' '}
        request sent, waiting
      </li>
      <li>
        <svg width="28" height="12" aria-hidden="true">
          <rect class="answer" y="1" width="28" height="10" />
          <path class="piece" d="M7 1v10M14 1v10M21 1v10" />
        </svg>{' '}
        the answer arrives, delta by delta
      </li>
      <li>
        <svg width="28" height="12" aria-hidden="true">
          <rect class="missing" x="1" y="1" width="26" height="10" />
        </svg>{' '}
        text that never arrived
      </li>
      <li>
        <svg width="28" height="12" aria-hidden="true">
          <path class="pause" d="M1 6h27" />
        </svg>{' '}
        the app waits
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <path class="fires" d="M1 3h9l-4.5 7z" />
        </svg>{' '}
        a fault fires
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <path class="mark plain" d="M6 1l5 5-5 5-5-5z" />
        </svg>{' '}
        side effect
      </li>
      <li>
        <svg width="28" height="12" aria-hidden="true">
          <g class="asked-to-wait">
            <path d="M1 6h25M26 1v10" />
          </g>
        </svg>{' '}
        Retry-After, not waited for
      </li>
    </ul>
  )
}
