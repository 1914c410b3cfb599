# Asks with HTTP::Tiny, which comes with Perl, and prints the text of the stream as it comes.
use strict;
use warnings;
use HTTP::Tiny;
use JSON::PP;

my $line = '';
my $response = HTTP::Tiny->new(timeout => 20)->post(
    "$ENV{OPENAI_BASE_URL}/chat/completions",
    {
        headers => { authorization => 'Bearer test', 'content-type' => 'application/json' },
        content => encode_json({ model => 'gpt-4o', stream => JSON::PP::true, messages => [{ role => 'user', content => 'Where is my parcel?' }] }),
        data_callback => sub {
            $line .= $_[0];
            while ($line =~ s/^(.*?)\n//) {
                next unless $1 =~ /^data: (\{.*)/;
                print $_->{delta}{content} // '' for @{ decode_json($1)->{choices} };
            }
        },
    },
);
die "$response->{status} $response->{content}\n" unless $response->{success};
