"""Words of the benchmark's prose. Choices are split by bars, or else by spaces; slots by semicolons."""

EN = {
    "noun": """agreement audit bank border bridge budget campaign ceasefire committee company contract convoy
        corridor court crisis deal debt decree deficit delegation district drone election embassy export
        factory farm fleet fund gasoline harbour hospital inquiry inspector investment island law levy loan
        market ministry missile mission motion network opposition parliament patrol pension pipeline plan
        platform police policy port price protest province radar railway reactor reform refinery refugee
        regiment report reserve river road sanction satellite school shipment shipyard statement storm
        strike subsidy summit supply tariff tax terminal treaty tribunal troop tunnel union vaccine verdict
        village vote wage warehouse weapon winter""",
    "adj": """ambitious annual bilateral central civil costly covert critical domestic draft eastern emergency
        federal final foreign formal former fragile global heavy hostile illegal independent internal joint
        legal local long-awaited major maritime military modest national nuclear official ongoing outdated
        partial permanent political provisional public quiet regional remote rural secret severe sudden
        temporary tense unpopular urgent vast western widespread""",
    "verb": """
        abandoned accepted accused announced approved attacked backed banned blamed blocked built cancelled
        closed condemned confirmed criticised cut defended delayed delivered demanded denied described
        destroyed dismissed doubled endorsed expanded exposed extended financed froze halted ignored
        inspected invaded launched lifted lost monitored negotiated opened opposed ordered organised
        overhauled postponed praised promised protected published purchased questioned ratified rebuilt
        reduced rejected repaired replaced restored reviewed secured seized shelved signed stopped
        supported suspended tested tightened vetoed welcomed widened withdrew""",
    "adverb": """
        abruptly again briefly eventually formally hastily largely openly partly quietly rarely recently
        soon""",
    "unit": """
        barrels days euros kilometres metres months percent seats soldiers tonnes vehicles villages votes
        workers""",
    "time": """
        on Monday|on Tuesday|on Thursday|last week|in March|in October|earlier this year|in 2014|in 2019|
        since 2022|on 14 May|on 3 August|after the election|before dawn|for the second time|within weeks""",
    "role": """
        minister|president|deputy minister|spokeswoman|governor|general|economist|analyst|ambassador|lawyer|
        mayor|chairman|inspector|historian""",
}
ENDINGS = """ov ska enko idze berg sson ani escu ić ander mark ulis et ora""".split()  # noqa: SIM905
ONSETS = """B D Gr H K L M N P R S St T V Z Ch J Tr Sl Br""".split()  # noqa: SIM905
VOWELS = """a e i o u ai or el an ir un ol em""".split()  # noqa: SIM905
MIDDLES = """d k l m n r st t v z nd lt rk""".split()  # noqa: SIM905
FORMS = [
    "{Name}, the {role} of {place}, said {time} that {clause}.",
    "In {place}, {clause}.",
    "{The} {adj} {noun} {verb} the {noun} {time}, and {clause}.",
    "“{Clause},” {name} told {org}.",
    "According to {org}, {clause}.",
    "{Clause}, but {clause}.",
    "{Org} {verb} {number} {unit} {time}.",
    "{Name} {adverb} {verb} the {adj} {noun} of {place}.",
    "At least {number} {unit} were {verb} {time} near {place}.",
    "The {noun} cost {number} {unit}, {number} more than the {adj} {noun} of {place}.",
    "{Clause} — a {adj} {noun}, {name} said.",
    "{Clause}; {clause}.",
    "When {clause}, {name} {verb} the {noun}.",
    "{Clause} ({number} {unit} {time}).",
    "Nobody in {place} {verb} it.",
    "{Name} declined to comment.",
    "That was not all.",
    "Neither side gave a reason.",
    "Why did {org} not {verb} the {adj} {noun} {time}?",
    "The {noun} did not last.",
    "{Name} disagrees.",
]
CLAUSES = [
    "the {adj} {noun} {verb} {number} {unit} {time}",
    "{name} {verb} the {noun} of {place}",
    "the {noun} {verb} a {adj} {noun}",
    "{org} {adverb} {verb} the {adj} {noun} {time}",
    "no {noun} {verb} the {noun} in {place}",
    "{number} {unit} of {noun} were {verb} {time}",
    "the {role} and {name} {verb} every {noun}",
]
HEADINGS = [
    "Background",
    "What comes next",
    "The {noun} of {place}",
    "A {adj} {noun}",
    "Why it matters",
]
ITEMS = [
    "{place}: {number} {unit}",
    "{name}, {role}, {place}",
    "{Noun} of {place}, {number} {unit}",
]
OTHERS = {
    "ru": """министр|правительство|посол|комитет|банк|армия|парламент|суд;
        подписал|отверг|отменил|одобрил|остановил|заявил о|поддержал|закрыл;
        новый|тайный|военный|срочный|местный|спорный;
        договор|налог|бюджет|порт|мост|указ|закон|доклад|завод;
        в понедельник|в марте|после выборов|в 2019 году|на границе|за {n} дней|с {n} солдатами""",
    "de": """der Minister|die Regierung|der Botschafter|das Gericht|die Bank|der Ausschuss|die Armee;
        lehnte|billigte|verschob|stoppte|kritisierte|verteidigte|prüfte;
        den neuen|den geheimen|den alten|den teuren;
        Vertrag|Haushalt|Hafen|Bericht|Beschluss|Tunnel;
        am Montag ab|im März|nach der Wahl|für {n} Euro|mit {n} Stimmen|seit 2019""",
    "fr": """le ministre|le gouvernement|la banque|le tribunal|l'armée|la commission;
        a signé|a rejeté|a suspendu|a critiqué|a défendu|n'a pas publié;
        l'accord|le budget|le rapport|le contrat|le port|le décret;
        secret|provisoire|militaire|régional;
        lundi|en mars|après le vote|pour {n} euros|avec {n} soldats|depuis 2019""",
    "ar": """الوزير|الحكومة|السفير|المحكمة|البنك|الجيش|اللجنة;
        وقّع|رفض|أعلن|ألغى|أيد|انتقد;
        الاتفاق|القانون|التقرير|الميزانية|الميناء|العقد;
        الجديد|السري|العسكري|المحلي;
        يوم الاثنين|في مارس|بعد الانتخابات|مع {n} جندي""",
    "hi": """मंत्री ने|सरकार ने|राजदूत ने|अदालत ने|बैंक ने|समिति ने;
        नए|गुप्त|पुराने|विवादित;
        समझौते को|बजट को|कानून को|रिपोर्ट को|बंदरगाह को;
        सोमवार को|मार्च में|चुनाव के बाद|{n} दिनों में;
        मंज़ूर किया|रद्द किया|टाल दिया|स्वीकार नहीं किया""",
    "zh": """部长|政府|大使|法院|银行|委员会|军队;
        周一|三月|选举后|在边境|用了{n}天;
        签署了|否决了|推迟了|批准了|没有公布|批评了;
        新的|秘密的|军事的|地方的;
        协议|预算|报告|法律|合同|港口""",
    "tr": """bakan|hükümet|mahkeme|banka|ordu|komisyon;
        pazartesi günü|mart ayında|seçimden sonra|{n} gün içinde;
        yeni|gizli|askeri|yerel;
        anlaşmayı|bütçeyi|raporu|yasayı|limanı;
        imzaladı|reddetti|erteledi|onayladı|açıklamadı""",
    "es": """el ministro|el gobierno|la corte|el banco|el ejército;
        firmó|rechazó|aprobó|suspendió|no publicó;
        el acuerdo|el presupuesto|el informe|la ley|el puerto;
        secreto|provisional|militar|regional;
        el lunes|en marzo|tras la votación|por {n} euros|con {n} soldados|desde 2019""",
}
SYLLABLES = {
    "ru": "ба во гри до зе ки лу мо на пе ро ста ту ху ша вод лен ник гор тов",
    "de": "ab berg dorf fel ge hau kel lin mar neu ort rei sal tag ver wal zen",
    "fr": "bel cha dre fon gré leu mar nois pel que roi sau ter vil",
    "ar": "با تي جو حا دي را سو شا طي عا فو قا كي لا مو نا وي",
    "hi": "का गि चो टा ति दे नी पा बु मा रे लो वा शि सा हो",
    "zh": (
        "山水木火土金石田禾竹米羊鱼鸟马牛车舟弓刀云雨风雪电光声色香味心手足目耳口舌齿血骨星月夜晨春夏秋冬"
        "东西南北城乡村路桥门窗灯书笔纸墨琴棋诗歌茶酒盐糖衣帽鞋布丝针线绳网池湖海河江岛沙岩"
    ),
    "tr": "bal çe dar göl kan kır lık men ova pek sel taş yol zir",
    "es": "bar cal do fuen gar la mon no per ri sol tor ve zar",
}
