/** A published program that calls a model provider. */
export interface Program {
  readonly name: string
  /** The program and its arguments. The first word is looked up in PATH. */
  readonly command: readonly [string, ...string[]]
  /** What it needs: the file that shows that it is there, and the package of Debian that has it. */
  readonly debian?: { readonly file: string; readonly package: string }
  /** The package of npm that it is, with its version. */
  readonly npm?: string
  /** Whether it offers a tool that reads a file, and runs it. */
  readonly hasTool?: true
}

const clients = new URL('clients/', import.meta.url).pathname

/** Every program, as its users have it. */
export const programs: readonly Program[] = [
  { name: 'curl', command: ['sh', `${clients}stream.curl.sh`], debian: { file: '/usr/bin/curl', package: 'curl' } },
  { name: 'wget', command: ['sh', `${clients}stream.wget.sh`], debian: { file: '/usr/bin/wget', package: 'wget' } },
  {
    name: 'Python urllib',
    command: ['/usr/bin/python3', `${clients}stream.urllib.py`],
    debian: { file: '/usr/bin/python3', package: 'python3' },
  },
  {
    name: 'Python requests',
    command: ['/usr/bin/python3', `${clients}tool.requests.py`],
    debian: { file: '/usr/lib/python3/dist-packages/requests', package: 'python3-requests' },
    hasTool: true,
  },
  {
    name: 'Perl HTTP::Tiny',
    command: ['/usr/bin/perl', `${clients}stream.http-tiny.pl`],
    debian: { file: '/usr/bin/perl', package: 'perl' },
  },
  {
    name: 'Perl LWP',
    command: ['/usr/bin/perl', `${clients}whole.lwp.pl`],
    debian: { file: '/usr/share/perl5/LWP.pm', package: 'libwww-perl' },
  },
  {
    name: 'Ruby Net::HTTP',
    command: ['/usr/bin/ruby', `${clients}stream.net-http.rb`],
    debian: { file: '/usr/bin/ruby', package: 'ruby' },
  },
  { name: 'PHP streams', command: ['/usr/bin/php', `${clients}stream.streams.php`], debian: { file: '/usr/bin/php', package: 'php-cli' } },
  {
    name: 'Go net/http',
    command: ['/usr/bin/go', 'run', `${clients}stream.net-http.go`],
    debian: { file: '/usr/bin/go', package: 'golang-go' },
  },
  { name: 'aicommits', command: ['sh', `${clients}commit.aicommits.sh`], npm: 'aicommits@3.4.0' },
  { name: 'pi', command: ['sh', `${clients}agent.pi.sh`], npm: '@mariozechner/pi-coding-agent@0.73.1', hasTool: true },
]
