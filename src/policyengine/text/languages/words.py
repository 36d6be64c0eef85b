"""Function words that tell languages apart that are written in Latin letters: data only.

Written from the grammars of the languages as they are spoken and typed. `SURE` words tell one language, or a pair
that shares them. `UNSURE` words are just as frequent, but also names, loans or words of another language, so that
one of them says nothing. Words are in lower case, with the marks that people type. Left out are words that too many
languages share. The last six languages are here so that their words are not taken for those of the others.
"""

from __future__ import annotations

from collections.abc import Mapping

SURE: Mapping[str, str] = {
    "en": (
        "the and of you your you're you'll you've this that that's these those what what's when where why who who's "
        "how which because about would could should don't can't won't didn't doesn't isn't aren't wasn't ain't i'm "
        "i've i'll i'd it's we're they're there's let's he's she's them they their she him with from there always "
        "never every everything nothing something someone are been were than then into"
    ),
    "id": (
        "karena nggak enggak ngga gak gue gw loe elo elu aja udah banget bgt kalo bahwa harus harusnya setelah saat "
        "tdk sdh krn gimana kayak kayaknya kapan bisa kalian sih nih emang "
        "padahal malah ternyata yaitu justru klo klu udh"
    ),
    "ms": (
        "kerana sahaja takde takda awak korang diorang dorang mahu iaitu bahawa jugak camni camtu sikit tengok semasa "
        "selepas cakap pulak kitorang jom depa bagaimanapun sekiranya walaupun"
    ),
    "id ms": (
        "ini itu untuk dengan tidak saya aku kau kamu mereka kalau atau juga adalah ialah telah sudah belum bukan "
        "jangan janganlah seperti oleh orang siapa bagaimana dalam kepada semua hanya sangat lebih banyak masih "
        "pernah selalu setiap tentang ketika apabila sebab akan dari tanpa sampai hingga antara tapi tetapi padamu "
        "denganmu untukmu bersama kembali kenapa mengapa apakah sekarang nanti begitu boleh memang daripada supaya "
        "sedang sedangkan mungkin tiada macam mcm beberapa sekali dgn utk dlm jgn bkn "
        "cuma punya lagi jadi ingin terus"
    ),
    "tl": (
        "ang mga ako ikaw niya namin natin nila nito kanya kanila kanyang kaniyang atin opo huwag walang mayroon meron "
        "kapag dahil kasi iyon iyan dito saan bakit paano naman talaga lahat isang iyo ayaw kayo ninyo inyo tayo "
        "siguro ganito ganyan ganoon nandito hanggang habang kahit"
    ),
    "vi": (
        "khong cua nhung duoc nguoi nhu cung biet nhieu truoc thuong trong mot yeu giua dieu chuyen không tôi và "
        "mình còn thôi yêu thì gì ngày tình nhé"
    ),
    "hi": (
        "hain nahi nahin nahee kya kyun kyon kyu mera meri tera teri tere mujhe tujhe mujhko tujhko tumhe tumhari "
        "tumhara tumhare hamara hamari hume apna apni apne aur bhi liye rahi rahe gayi karo karne karta "
        "karte kabhi kaise yahan wahan jaise aise aisa kuch aap woh abhi phir unka unki inka iska iski "
        "uska uski kisi kisko hota hoti hote hoon hun sabhi agar lekin chahiye"
    ),
    "de": "der das und ist nicht ein eine einen mit für auf von ich wir auch sich über bei nach wie oder kein",
    "es": "los las del y muy más está también cuando donde siempre nunca hasta eres soy porque",
    "fr": "les des est pas dans pour avec vous cette c'est j'ai une où",
    "it": "il della è nel degli gli sono più dei dal questa questo perché",
    "nl": "het een niet voor naar ook zijn wij",
    "pt": "não você uma dos são meu minha isso pra ela com",
}
"""Words by the languages they tell."""

UNSURE: Mapping[str, str] = {
    "en": (
        "a i in on at to for is it we me my be but not if so was will have has had do an our his her he us just like "
        "all no can as up out now by one or"
    ),
    "id ms": (
        "yang dan di ke dia kita kami ada apa pada bagi mana dah lah tak pun anda sini yg bila sama kata situ maka kan "
        "saja lalu"
    ),
    "id": "mau deh lo lu gua ga gitu kok dong tuh karna mah spt jg",
    "ms": "nak ni je kat kot",
    "tl": (
        "ng na sa ko mo ay at pa ba si ni sina siya sila kami kita hindi wala kung lang din rin daw yung yun ano sino "
        "kaya pero pala sana nga ka kay para pag po ito nang doon diyan akin amin"
    ),
    "vi": (
        "anh em la va co cho ai nay hay tinh doi chi ve ra den lam toi roi sao gi vay thi khi minh ko voi "
        "chua dau là cô làm ngay đi"
    ),
    "hi": (
        "hai hum tum koi jab tab toh tha thi ho mein main mai ne se ko ka ki ke par tak na jo ye wo kar karna mere "
        "is us sa si do jahan gaya hua hui din sab ab wala wale kal mat kahan yeh raha gaye tu pe hi"
    ),
    "de": "die in so was will an am du den im war all",
    "es": "el la que de en con por para se lo mi te tu un al no sin pero como a me si una",
    "fr": "le la de que en se et un ma mon qui par plus mais je tu ne me toi sur du là",
    "it": "la di un una con per che mi ti si non ma come a i no in là al lo te",
    "nl": "de van in is we was op dat",
    "pt": "que de em por para se do da no na um como os a me mais",
}
"""Words by a language, or a pair, that they may come from; several may have the same one."""

UNSURE_SHAPES: Mapping[str, str] = {"id ms": "[a-z]{4,}nya|(?:me[mn]|di)[a-z]{3,}kan"}
"""Words that count as unsure by their affixes, as patterns."""
