# Asks with Net::HTTP, which comes with Ruby, and prints the text of the stream as it comes.
require 'json'
require 'net/http'

uri = URI("#{ENV.fetch('OPENAI_BASE_URL')}/chat/completions")
body = { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'Where is my parcel?' }] }
request = Net::HTTP::Post.new(uri, 'authorization' => 'Bearer test', 'content-type' => 'application/json')
request.body = JSON.generate(body)
rest = +''
Net::HTTP.start(uri.host, uri.port, read_timeout: 20) do |http|
  http.request(request) do |response|
    abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
    response.read_body do |piece|
      rest << piece
      while (line = rest.slice!(/\A.*?\n/))
        next unless line.start_with?('data: {')

        JSON.parse(line[6..])['choices'].each { |choice| print choice['delta']['content'] }
      end
    end
  end
end
