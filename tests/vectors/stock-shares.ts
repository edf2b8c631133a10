/** Made by make-stock-shares.py; see README.md. IDs in decimal, prime and values in colon hex, as sc-hsm-tool prints them; the rest in hex. */
export const threeOfFive = {
  threshold: 3,
  prime: 'c5:8e:a9:7a:d8:c1:b7:37',
  shares: [
    ['1', '04:f3:6c:ed:c3:4e:64:92'],
    ['2', '8d:1d:b0:ee:f3:3d:06:67'],
    ['3', '3a:03:1f:e6:b6:f0:89:0e'],
    ['4', '96:c1:0c:ca:bf:ec:5a:f5'],
    ['5', '18:3a:24:a5:5c:ad:0d:ae'],
  ],
  password: '2CA1A6D8D8A811FD',
  file: '53616C7465645F5F38F45D3DF2A199FCCAEA1A229BE0B512F182DD26F21A5C966CB449D3C97981BF87B57961734CA6F9349CC7F904C68EE53C61B79009D3DC83',
  share: 'BFF2026FFDB4E286201D008F7BA5610FD9BA7C052FC74CDF4AB74D39B746EB3A',
};

/** One share file in 128: the first byte of its password is 00, so that sc-hsm-tool cannot open it again. */
export const leadingZero = {
  threshold: 2,
  prime: 'f9:6a:a2:0e:8d:17:46:3b',
  shares: [
    ['1', 'c8:5d:5a:9d:14:75:1e:59'],
    ['2', '96:c7:32:02:66:59:73:e1'],
    ['3', '65:31:09:67:b8:3d:c9:69'],
  ],
  password: '0088E12935798296',
  file: '53616C7465645F5FB22C2DBB1EDDC7D0B65E22CBAE94611ED20F1009FBA30EB126B9044E2F4126F614B74A01D744F94E44F2BD592C8CDE94C233A9B3C66E70FD',
  share: 'C38109C593EA9DEAA9BE164F7AF944B76B8D80B38F8A31B246F5B62788D981A3',
};

/** More than nine shares, one of them with a value that begins with 00 and is printed shorter. */
export const twelveShares = {
  threshold: 4,
  prime: 'fe:ac:c5:68:a4:dd:48:ff',
  shares: [
    ['1', '78:28:d6:8e:10:23:df:f4'],
    ['2', '3b:01:e6:aa:de:c3:f4:e5'],
    ['3', '9e:6b:9c:e3:f9:3d:af:c5'],
    ['4', 'f8:9a:86:92:54:c9:06:52'],
    ['5', '9f:c3:31:0e:e6:9d:ee:4a'],
    ['6', 'e7:73:b4:83:ed:ae:ef:69'],
    ['7', '27:33:d8:e1:ba:56:b6:6e'],
    ['8', 'b1:3e:7b:bb:30:65:14:14'],
    ['9', 'dd:1b:65:00:a0:34:b5:1a'],
    ['10', 'ff:22:0a:fe:fd:8f:3e'],
    ['11', '6f:24:90:6d:30:8f:73:3b'],
    ['12', '7f:13:78:17:85:45:0d:d0'],
  ],
  password: '025254634E6AE936',
  file: '53616C7465645F5FCD0D47674D79CB464AB7F3229C877B58ECC8593966927657F8247ACFA0DE6C41F102CC4D50F96726DC8A184AD833D879724E0567FE2FA073',
  share: '3FF84519BE83B53F6FAA1376BD003420BB9693A6EF2D525608C4A719A36F9C6D',
};
