"""The same warnings in the other languages spoken here: beginnings of words, by what they tell.

`warned_words.py` says why. An officer may answer in the reporter's language, and an interpreter
may write for them; a word too many is as dangerous there. What is listed are beginnings, for
these languages bend their words: "policj" is met in "policja", "policji" and "policjant".
"""

AGENCIES_ABROAD = (
    # Polish, Czech
    "policj", "opiek społeczn", "pomoc społeczn", "pracowni* socjaln", "kurator", "szkoł",
    "przedszkol", "szpital", "przychodni", "sąd", "więzieni", "prokuratur", "polici", "policis",
    "policie", "sociáln", "škol", "nemocnic", "soud", "vězen", "věznic",
    # Lithuanian, Romanian, Portuguese, Welsh
    "policij", "socialin", "mokykl", "darželi", "ligonin", "teism", "kalėjim", "poliţi", "poliți",
    "politia", "asisten* social", "asistenț social", "protecția copilului", "școal", "scoal",
    "grădiniț", "spital", "tribunal", "închisoar", "polícia", "policia", "assistente social",
    "serviços sociais", "escola", "creche", "hospital", "prisão", "heddlu", "gwasanaethau",
    "gweithiwr cymdeithasol", "ysgol", "feithrinfa", "ysbyty", "llys", "carchar",
    # Arabic, Urdu, Punjabi
    "الشرطة", "شرطة", "الخدمات الاجتماعية", "المدرسة", "المستشفى", "المحكمة", "السجن", "پولیس",
    "سوشل سروس", "سماجی کارکن", "سکول", "اسکول", "ہسپتال", "عدالت", "جیل", "ਪੁਲਿਸ", "ਸੋਸ਼ਲ",
    "ਸਕੂਲ", "ਹਸਪਤਾਲ", "ਅਦਾਲਤ", "ਜੇਲ੍ਹ",
)  # fmt: skip
STATUS_ABROAD = (
    # Polish, Czech
    "znany nam", "znana nam", "na liście", "w rejestrze", "rejestr", "przestęp", "skazan", "karan",
    "zarzut", "oskarż", "aresztow", "zatrzyman", "śledztw", "dochodzeni", "podejrzan", "wyrok",
    "umorz", "zamknięt", "wcześniej", "inne zgłoszen", "wysokie ryzyko", "na seznamu", "rejstřík",
    "trestn", "odsouzen", "obvin", "zatčen", "vyšetřov", "podezřel", "rozsud", "uzavřen", "dříve",
    # Lithuanian, Romanian, Portuguese, Welsh
    "sąraše", "registre", "nusikalt", "nuteist", "kaltin", "suimt", "sulaikyt", "tyrim", "įtariam",
    "nuosprend", "uždaryt", "anksčiau", "pe listă", "în registru", "infracț", "condamnat",
    "acuzat", "inculpat", "arestat", "reținut", "ancheta", "anchetă", "suspect", "sentinț",
    "închis", "anterior", "na lista", "no registo", "registado", "registro", "crime", "criminos",
    "condenad", "acusad", "detid", "presa", "preso", "investiga", "suspeit", "sentença",
    "arquivad", "encerrad", "anteriormente", "ar y rhestr", "ar y gofrestr", "cofrestr",
    "troseddwr", "trosedd", "euogfarn", "cyhudd", "arest", "ymchwil", "amau", "dedfryd", "wedi cau",
    "blaenorol",
    # Arabic, Urdu, Punjabi
    "القائمة", "قائمة", "سجل", "السجل", "مدان", "أدين", "متهم", "اتهام", "اعتقل", "اعتقال",
    "تحقيق", "التحقيق", "مشتبه", "مجرم", "حكم", "أغلق", "سابق", "فہرست", "رجسٹر", "مجرم", "سزا",
    "الزام", "گرفتار", "تفتیش", "مشتبہ", "بند کر", "پہلے", "ਸੂਚੀ", "ਰਜਿਸਟਰ", "ਅਪਰਾਧ", "ਸਜ਼ਾ",
    "ਦੋਸ਼", "ਗ੍ਰਿਫ਼ਤਾਰ", "ਜਾਂਚ", "ਸ਼ੱਕ", "ਪਹਿਲਾਂ",
)  # fmt: skip
