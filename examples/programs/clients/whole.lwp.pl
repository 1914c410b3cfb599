# Asks with LWP, and prints the answer, which comes as a whole.
use strict;
use warnings;
use JSON::PP;
use LWP::UserAgent;

my $response = LWP::UserAgent->new(timeout => 20)->post(
    "$ENV{OPENAI_BASE_URL}/chat/completions",
    authorization => 'Bearer test',
    'content-type' => 'application/json',
    content => encode_json({ model => 'gpt-4o', messages => [{ role => 'user', content => 'Where is my parcel?' }] }),
);
die $response->status_line . "\n" unless $response->is_success;
print decode_json($response->content)->{choices}[0]{message}{content};
