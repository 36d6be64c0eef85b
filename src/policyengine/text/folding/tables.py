"""Code points that folding treats specially, as ranges. Data only; `fold.py` beside it says what is done with them.

Derived from Unicode 14: general categories, compositions, decompositions and case foldings. Marks and ignorable
code points that later versions assigned are in as well. The tables may hold more than the running `unicodedata`
knows, never less; a test compares all code points.
"""

from __future__ import annotations

LINE_BREAKS = "\n\r\v\f\x85\u2028\u2029"
"""Each of these folds to one line feed."""

SPACES = "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u2800\u3000"
"""Each of these folds to one space: white space within a line, and the blank Braille pattern."""

INVISIBLE = """
0-8 E-1F 7F-84 86-9F AD 34F 600-605 61C 6DD 70F 890-891 8E2 115F-1160 17B4-17B5 180B-180F 200B-200F
202A-202E 2060-206F 3164 FE00-FE0F FEFF FFA0 FFF0-FFFB 110BD 110CD 13430-1343F 1BCA0-1BCA3 1D173-1D17A
E0000-E0FFF
"""
"""Removed: format characters (Cf), default-ignorable code points (joiners, variation selectors, Hangul fillers,
grapheme joiner, tags …) and the control characters that are neither a tab nor a line break."""

JOINING = """
300-34E 350-36F 483-489 591-5BD 5BF 5C1-5C2 5C4-5C5 5C7-5C9 610-61A 64B-65F 670 6D6-6DC 6DF-6E4 6E7-6E8
6EA-6ED 711 730-74A 7A6-7B0 7EB-7F3 7FD 816-819 81B-823 825-827 829-82D 859-85B 897-89F 8CA-8E1 8E3-903
93A-93C 93E-94F 951-957 962-963 981-983 9BC 9BE-9CD 9D7 9E2-9E3 9FE-A03 A3C-A51 A70-A71 A75 A81-A83 ABC
ABE-ACD AE2-AE3 AFA-B03 B3C B3E-B57 B62-B63 B82 BBE-BCD BD7 C00-C04 C3C C3E-C56 C62-C63 C81-C83 CBC
CBE-CD6 CE2-CE3 CF3-D03 D3B-D3C D3E-D4D D57 D62-D63 D81-D83 DCA-DDF DF2-DF3 E31 E34-E3A E47-E4E EB1
EB4-EBC EC8-ECE F18-F19 F35 F37 F39 F3E-F3F F71-F84 F86-F87 F8D-FBC FC6 102B-103E 1056-1059 105E-1060
1062-1064 1067-106D 1071-1074 1082-108D 108F 109A-109D 1161-1175 11A8-11C2 135D-135F 1712-1715 1732-1734
1752-1753 1772-1773 17B6-17D3 17DD 1885-1886 18A9 1920-193B 1A17-1A1B 1A55-1A7F 1AB0-1B04 1B34-1B44
1B6B-1B73 1B80-1B82 1BA1-1BAD 1BE6-1BF3 1C24-1C37 1CD0-1CD2 1CD4-1CE8 1CED 1CF4 1CF7-1CF9 1DC0-1DFF
20D0-20F0 2CEF-2CF1 2D7F 2DE0-2DFF 302A-302F 3099-309A 3133 3135-3136 313A-313F 314F-3163 A66F-A672
A674-A67D A69E-A69F A6F0-A6F1 A802 A806 A80B A823-A827 A82C A880-A881 A8B4-A8C5 A8E0-A8F1 A8FF A926-A92D
A947-A953 A980-A983 A9B3-A9C0 A9E5 AA29-AA36 AA43 AA4C-AA4D AA7B-AA7D AAB0 AAB2-AAB4 AAB7-AAB8 AABE-AABF
AAC1 AAEB-AAEF AAF5-AAF6 ABE3-ABEA ABEC-ABED FB1E FE20-FE2F FF9E-FF9F FFA3 FFA5-FFA6 FFAA-FFAF FFC2-FFDC
101FD 102E0 10376-1037A 10A01-10A0F 10A38-10A3F 10AE5-10AE6 10D24-10D27 10D69-10D6D 10EAB-10EAC
10ECB-10ECF 10EF0-10EFF 10F46-10F50 10F82-10F85 11000-11002 11038-11046 11070 11073-11074 1107F-11082
110B0-110BA 110C2 11100-11102 11127-11134 11145-11146 11173 11180-11182 111B3-111C0 111C9-111CC
111CE-111CF 1122C-11237 1123E 11241 112DF-112EA 11300-11303 1133B-1133C 1133E-1134D 11357 11362-11374
113B8-113D0 113D2 113E1-113E2 11435-11446 1145E 114B0-114C3 115AF-115C0 115DC-115DD 11630-11640
116AB-116B7 1171D-1172B 1182C-1183A 11930-1193E 11940 11942-11943 119D1-119E0 119E4 11A01-11A0A
11A33-11A39 11A3B-11A3E 11A47 11A51-11A5B 11A8A-11A99 11B60-11B67 11C2F-11C3F 11C92-11CB6 11D31-11D45
11D47 11D8A-11D97 11DF0 11EF3-11EF6 11F00-11F01 11F03 11F34-11F42 11F5A 13440 13447-13455 1611E-1612F
16AF0-16AF4 16B30-16B36 16D67-16D68 16F4F 16F51-16F92 16FE4-16FF1 1BC9D-1BC9E 1CF00-1CF46 1D127-1D128
1D165-1D169 1D16D-1D172 1D17B-1D182 1D185-1D18B 1D1AA-1D1AD 1D242-1D244 1D250-1D252 1D25B-1D25C 1D25F
1D280-1D281 1DA00-1DA36 1DA3B-1DA6C 1DA75 1DA84 1DA9B-1DAAF 1E000-1E02A 1E08F 1E130-1E136 1E2AE
1E2EC-1E2EF 1E4EC-1E4EF 1E5EE-1E5EF 1E6E3 1E6E6 1E6EE-1E6EF 1E6F5 1E8D0-1E8D6 1E944-1E94A
"""
"""Characters that may reorder or compose with what stands before them, so no cut is made there: marks, conjoining
vowels and finals of Hangul with their compatibility forms, half-width voiced marks, one Kirat Rai vowel."""

LENGTHENING = """
A8 AF-BE DF 130-149 1C4-1CC 1F1-1F3 2D8-2DD 37A-385 587 675-678 958-95F 9DC-9DF A33-A36 A59-A5E B5C-B5D
E33 EB3 EDC-EDD F43-F69 1E9A-1E9E 1F80-1FFE 2017-2026 2033-2057 20A8 2100-2122 213B 2150-2189 222C-2230
2469-24B5 2A0C 2A74-2A76 2ADC 309B-309F 30FF 3200-325F 327C-327D 32B1-32CF 32FF-33FF FB00-FB1D FB1F-FB4F
FBDD-FD3D FD50-FDC7 FDF0-FDFC FE19 FE30 FE49-FE4C FE70-FE7F FEF5-FEFC FFE3 1D15E-1D164 1D1BB-1D1C0
1F100-1F12E 1F14A-1F14F 1F16A-1F16C 1F190 1F200-1F201 1F240-1F248
"""
"""Ranges that hold every other character whose own fold is not exactly one character; they hold quiet ones too."""


ASTRAL = "\\U00010000-\\U0010ffff"
"""The range of all characters beyond the basic plane, as part of a class of a regular expression."""


def one_of(*tables: str) -> str:
    """A regular expression for one character of tables of hexadecimal ranges.

    `re` looks a character of the basic plane up in a bitmap, but walks through all ranges above it, for every
    character of the text. So those are asked only of characters that are above it themselves.
    """
    ranges = [[int(code, 16) for code in item.split("-")] for table in tables for item in table.split()]
    basic, above = ("".join(map(_as_range, part)) for part in _split(ranges))
    if not above:
        return f"[{basic}]"
    return f"[{basic}{ASTRAL}](?:(?<![{ASTRAL}])|(?<=[{above}]))"


def _split(ranges: list[list[int]]) -> tuple[list[list[int]], list[list[int]]]:
    return [each for each in ranges if each[0] < 0x10000], [each for each in ranges if each[0] >= 0x10000]


def _as_range(ends: list[int]) -> str:
    return f"\\U{ends[0]:08X}-\\U{ends[-1]:08X}"
