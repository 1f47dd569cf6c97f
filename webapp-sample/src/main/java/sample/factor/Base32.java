package sample.factor;

/** Text that people can type, as RFC 4648 section 6 has it, without padding. */
final class Base32 {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte next : bytes) {
      buffer = buffer << Byte.SIZE | Byte.toUnsignedInt(next);
      bits += Byte.SIZE;
      while (bits >= BITS) {
        bits -= BITS;
        text.append(digit(buffer >> bits));
      }
    }
    return bits == 0
        ? text.toString()
        : text.append(digit(buffer << BITS - bits)).toString();
  }

  private static char digit(int value) {
    return ALPHABET.charAt(value & (1 << BITS) - 1);
  }

  static byte[] decode(String text) {
    byte[] bytes = new byte[text.length() * BITS / Byte.SIZE];
    int buffer = 0;
    int bits = 0;
    int length = 0;
    for (char next : text.toCharArray()) {
      int value = ALPHABET.indexOf(next);
      if (value < 0) {
        throw new IllegalArgumentException("Base32 consists of A to Z and 2 to 7");
      }
      buffer = buffer << BITS | value;
      bits += BITS;
      if (bits >= Byte.SIZE) {
        bits -= Byte.SIZE;
        bytes[length++] = (byte) (buffer >> bits);
      }
    }
    return bytes;
  }
}
