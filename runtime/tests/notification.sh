#!/bin/sh
# Makes `data/notification.pem` and `data/notification.json` with OpenSSL: a notification's content that this crate had
# no part in encrypting.
set -eu
cd "$(dirname "$0")/data"
echo 'This key is for tests only: it protects nothing.' >notification.pem
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 2>/dev/null >>notification.pem
key=$(openssl rand -hex 32)
hex_to_bytes() { printf '%s' "$1" | xxd -r -p; }
printf '%s' '{"id":"1565293727947","subject":"Grüße"}' |
    openssl enc -aes-256-cbc -K "$key" -iv "$(printf '%s' "$key" | cut -c1-32)" -out data.bin
hex_to_bytes "$key" | openssl pkeyutl -encrypt -inkey notification.pem \
    -pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha1 -pkeyopt rsa_mgf1_md:sha1 -out key.bin
openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary -out signature.bin data.bin
# Base64 in lines, as the strings of a JSON array.
base64_of() { openssl base64 -in "$1" | sed 's/.*/"&"/' | paste -sd, | sed 's/,/,\n    /g'; }
cat > notification.json <<END
{
  "data": [
    $(base64_of data.bin)
  ],
  "dataKey": [
    $(base64_of key.bin)
  ],
  "dataSignature": [
    $(base64_of signature.bin)
  ],
  "encryptionCertificateId": "certificate-1",
  "encryptionCertificateThumbprint": "07293748CC064953A3052FB978C735FB89E61C3D",
  "symmetricKey": "$(hex_to_bytes "$key" | openssl base64 -A)"
}
END
rm data.bin key.bin signature.bin
