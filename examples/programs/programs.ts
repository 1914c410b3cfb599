import type { Program, Tool } from './program.ts'

const clients = new URL('clients/', import.meta.url).pathname

/** A tool that takes a command. */
function shell(name: string, parameter: string, others: object = {}): Tool {
  return { name, arguments: (command) => ({ [parameter]: command, ...others }) }
}

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
    tool: { name: 'read', arguments: () => ({ path: 'parcel.txt' }) },
  },
  {
    name: 'Python HTTPX',
    command: ['/usr/bin/python3', `${clients}stream.httpx.py`],
    debian: { file: '/usr/lib/python3/dist-packages/httpx', package: 'python3-httpx' },
  },
  {
    name: 'Python aiohttp',
    command: ['/usr/bin/python3', `${clients}stream.aiohttp.py`],
    debian: { file: '/usr/lib/python3/dist-packages/aiohttp', package: 'python3-aiohttp' },
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
  { name: 'aicommits', command: ['sh', `${clients}commit.aicommits.sh`], npm: { name: 'aicommits', version: '3.4.0' } },
  {
    name: 'pi',
    command: ['sh', `${clients}agent.pi.sh`],
    npm: { name: '@earendil-works/pi-coding-agent', version: '1.5.2' },
    tool: shell('bash', 'command'),
  },
  {
    name: 'opencommit',
    command: ['sh', `${clients}commit.opencommit.sh`],
    npm: { name: 'opencommit', version: '3.3.10' },
  },
  {
    name: 'Claude Code',
    command: ['sh', `${clients}agent.claude-code.sh`],
    npm: { name: '@anthropic-ai/claude-code', version: '2.1.332' },
    tool: shell('Bash', 'command'),
    onDemand: true,
  },
  {
    name: 'Codex',
    command: ['sh', `${clients}agent.codex.sh`],
    npm: { name: '@openai/codex', version: '0.171.0' },
    tool: shell('exec_command', 'cmd'),
    onDemand: true,
  },
  {
    name: 'Gemini CLI',
    command: ['sh', `${clients}agent.gemini-cli.sh`],
    npm: { name: '@google/gemini-cli', version: '0.61.0' },
    tool: shell('run_shell_command', 'command'),
    onDemand: true,
  },
  {
    name: 'Qwen Code',
    command: ['sh', `${clients}agent.qwen-code.sh`],
    npm: { name: '@qwen-code/qwen-code', version: '0.24.4' },
    tool: shell('run_shell_command', 'command', { is_background: false }),
    onDemand: true,
  },
  {
    name: 'opencode',
    command: ['sh', `${clients}agent.opencode.sh`],
    npm: { name: 'opencode-ai', version: '1.18.33' },
    model: 'gpt-4o',
    tool: shell('bash', 'command'),
    onDemand: true,
  },
  {
    name: 'Continue',
    command: ['sh', `${clients}agent.continue.sh`],
    npm: { name: '@continuedev/cli', version: '1.5.47' },
    tool: shell('Bash', 'command'),
    onDemand: true,
  },
  {
    name: 'Cline',
    command: ['sh', `${clients}agent.cline.sh`],
    npm: { name: 'cline', version: '3.0.65' },
    tool: { name: 'run_commands', arguments: (command) => ({ commands: [command] }) },
    onDemand: true,
  },
  {
    name: 'Copilot CLI',
    command: ['sh', `${clients}agent.copilot.sh`],
    npm: { name: '@github/copilot', version: '1.0.102' },
    tool: shell('bash', 'command', { description: 'Prepare' }),
    onDemand: true,
  },
  {
    name: 'promptfoo',
    command: ['sh', `${clients}evaluation.promptfoo.sh`],
    npm: { name: 'promptfoo', version: '0.123.1' },
    onDemand: true,
  },
]
