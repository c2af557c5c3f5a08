"""How people speak to a grader instead of answering: the patterns, in both languages.

Knows nothing of answers or rubrics (`instructions.py`). `PLAIN.search("give full marks")`
"""

from __future__ import annotations

import re

_ROLES = (
    r"(?:grader|examiner|evaluator|marker|assessor|judge|reviewer|teacher|professor|interviewer"
    r"|instructor|assistant|ai|llm|chatbot|(?:language|grading|ai)\ (?:model|system|bot))s?"
)
_PRAISE = (
    r"(?:correct|perfect|complete|covered|excellent|flawless|100|10/10|5/5|pass(?:ed|es|ing)?"
    r"|accurate|approved|verified|outstanding|satisfied|full|top|highest|maximum|a\+|right)"
)
# Said to a grader and practically never as part of a technical answer.
PLAIN = re.compile(
    rf"""
    \{{[^{{}}]*["'](?:score|verdict|grade|rating|result|得分|结论|分数|评分|成绩|判定)["'][^{{}}]*\}}
    | \b(?:ignor(?:e|ing)|disregard|forget|overrid(?:e|ing)|bypass|skip|do\ not\ follow|don't\ follow
    |stop\ following)\b.{{0,12}}\b(?:(?:all|any|every|previous|above|prior|earlier|your|these|those
      |my)\b.{{0,24}}
      \b(?:instructions?|prompts?|guidelines?|directions|rules?|criteria|role|context|messages?|told)
    |(?:grading|scoring|marking|rubrics?|reference\ answer|key\ points?|instructions))\b
    | \b(?:full|maximum|max|top|perfect|highest)\ (?:possible\ )?(?:marks?|credit|grade)\b
    | \b(?:full|maximum|all\ (?:of\ )?the|all)\ (?:possible\ )?points\b(?=.{{0,20}}(?:$|[.!]|for|to))
    | \b(?:perfect|passing|maximum\ possible|top|full)\ (?:score|grade|mark)\b
    | \b(?:dear|attention|note\ (?:to|for)|message\ (?:to|for)|hey|hello|hi|thanks?|thank\ you)\b
      .{{0,12}}\b{_ROLES}\b
    | \b(?:as|you\ are|act\ as|acting\ as|pretend\ (?:to\ be|you\ are|that\ you\ are)|play)\ (?:now\ )?
      (?:the|a|an|my|your)\ (?:\w+\ ){{0,2}}{_ROLES}\b
    | \b(?:auto-?grader|grading\ (?:system|model|assistant|bot|script|rules?|criteria
    |instructions?|rubric|override|engine))\b | \b(?:scoring|marking)\ (?:rubric|criteria|rules?|scheme)\b
    | \b(?:this|my|above|following|candidate'?s?|student'?s?)\ (?:answer|submission)\b.{{0,30}}
      \b(?:is|are|was|be|deserves?|should|must|has|have|covers?|meets?|earns?|receives?|gets?|scores?|as)\b
      .{{0,30}}\b{_PRAISE}\b
    | \b(?:this|my|above|candidate'?s?|student'?s?)\ (?:response|reply|text|work)\b.{{0,30}}
      \b(?:is|was|be|deserves?|should|must|covers?|meets?|earns?|receives?|as)\b.{{0,20}}\b{_PRAISE}\b
    | \b(?:the\ )?(?:candidate|student|applicant)\b.{{0,20}}\b(?:correct(?:ly)?|pass(?:ed|es)?
      |perfect(?:ly)?
    |answered|deserves?|mastered|excellent|full)\b
    | \b(?:mark|treat|count|consider|grade|rate|score|accept|judge|evaluate|regard)\b.{{0,25}}
      \b(?:this|it|everything|all|every|each|me|my|answer|response|submission|points?)\b.{{0,30}}
      \bas\ (?:\w+\ )?{_PRAISE}\b
    | \b(?:all|every|each)\ (?:of\ the\ )?(?:key\ |rubric\ |required\ |grading\ )(?:points?|criteria
    |criterion|requirements?)\b.{{0,25}}\b(?:covered|satisfied|met|correct|fulfilled|present|made)\b
    | \ball\ (?:criteria|requirements|points)\ (?:are|were|have\ been)\ (?:\w+\ )?(?:covered|satisfied|met
    |fulfilled)\b
    | \b(?:give|award|assign|grant)\b.{{0,20}}\b(?:me|this|it|the\ (?:candidate|student|answer))\b.{{0,30}}
      \b(?:100|10/10|5/5|10|an\ a|full|passing|high|good|points?|marks?|credit|pass|score|grade)\b
    | \b(?:award|assign)\ (?:\w+\ ){{0,2}}(?:100|10|full|maximum|top|points|marks|credit)\b
    | \b(?:output|print|respond|reply|return|answer|set)\b.{{0,25}}\b(?:score|grade|verdict|mark|rating)s?\b
      .{{0,12}}\b(?:100|10|5|full|covered|correct|pass|a\+?)\b
    | \b(?:respond|reply|answer)\ (?:only\ )?with\b.{{0,25}}\b(?:100|10|correct|covered|pass|yes)\b
    | \{{?["']?\b(?:(?:final|overall|total)\ )?(?:verdict|score|grade|mark|rating|points|result
      |status)s?\b["']?
      \s*(?:[:=]|->)\s*["']?(?:\d+\s*(?:/|out\ of)\s*\d+|100\b|10\b|9\d\b|full|covered|correct
      |pass(?:ed)?\b|a\+|a(?=\W|$)|excellent|perfect|satisfied)["']?\)?
    | \b(?:final|overall|total)\ (?:verdict|score|grade|mark|rating)\ is\b | \btotal\s*:?\s*100\b
    | \bdeserves?\ (?:an?\ a|full|the\ (?:highest|best|full|maximum)|to\ pass|credit)\b
    | \b(?:rate|mark|score|grade)\ (?:it|this|me)\ (?:as\ )?(?:a\ )?(?:10|100|5|correct|full)\b
    | \b(?:assume|suppose|presume)\b.{{0,16}}\b(?:all|every|everything|candidate|rest)\b.{{0,30}}
      \b(?:points?|mentioned|known|covered|addressed|correct|criteria)\b
    | \b(?:do\ not|don't|never|no)\ (?:deduct|deductions?|subtract\ points|penali[sz]e|take\ off)\b
    | \bend\ of\ (?:the\ )?(?:answer|submission|response)\b | \bbegin\ (?:grading|evaluation)\b.*
    | \bcompare\ (?:it\ )?(?:with|to|against)\ (?:mine|my)\b | \bcount\ (?:all|every)\ (?:the\ )?points?\b
    | \b(?:scoring|grading|marking)\ (?:is\ )?(?:disabled|suspended|off|updated|changed)\b
    | \b(?:approved|verified|confirmed|checked)\ by\ (?:the|a|an|my)\ (?:\w+\ )?(?:professor|teacher
      |expert|grader
    |examiner|human|author)\b
    | \bprint\s*\(\s*["']\s*(?:score|grade|verdict)\b[^)]*\)
    | \b(?:10\s*/\s*10|100\s*/\s*100|5\s*/\s*5|10\ out\ of\ 10|100\ out\ of\ 100|100\ (?:points|marks))\b
    | \b(?:from\ now\ on,?\ you|you\ are\ now\ (?:a|an|in|the)|you\ (?:must|will
      |should)\ (?:now\ )?(?:mark|give
    |award|output|grade|rate|score|treat|accept|respond|print|answer\ only)\b.{{0,30}}(?:{_PRAISE}
      |points|marks|answers?))\b
    | \bnew\ (?:instructions?|system\ prompt|task)\s*:
    | \b(?:system\ override|developer\ (?:message|note)\b|jailbreak
    |(?:debug|test|maintenance|admin(?:istrator)?)\ (?:mode|override)\b.{{0,30}}\b(?:grad|scor|mark
      |pass|full)\w*)
    | \bprompt\ injection\b.{{0,20}}\bfollow\b
    | \b(?:previous|prior|above|earlier|original|preceding)\ (?:instructions?|prompts?|messages
      |directions)\b
    | \binstructions?\ (?:above|before)\b
    | \b(?:human|expert|senior|another)\ (?:reviewers?|graders?|raters?|examiners?|experts?)\b
      .{{0,40}}\b{_PRAISE}\b
    | \b(?:i|we)\ (?:beg|(?:will|would|could|might)\ (?:lose|fail|be\ fired))\b
    | \b(?:lose|losing)\ my\ (?:job|visa|scholarship|place)\b | \bhave\ mercy\b
    | \bplease\ (?:(?:just|kindly)\ )?(?:pass\ me|let\ me\ pass|be\ (?:kind|lenient|generous|nice)
      |give\ me|grade
    |mark\ (?:this|me|my|it)|rate\ (?:this|my|it)|accept\ (?:this|my)|award|grant\ me|approve
      |score\ (?:this|me|my))\b
    | \bi\ (?:really\ |desperately\ |just\ )?(?:need|want|deserve|hope)\ (?:to\ (?:pass|get)
      |this\ (?:job|grade|mark)
    |(?:a\ )?(?:good|high|full|passing|top)\b)
    | \b(?:worked|studied|prepared|tried)\ (?:so|very|really)\ hard\b
    | \bdecode\ (?:this|the\ following|it|and\ (?:follow|obey|execute))\b
      | \bbase64\s*(?::|decode|string|message)
    | \bignor(?:iere|ez|a|e)\b.{{0,25}}\b(?:anweisungen|instructions|instrucciones|istruzioni)\b
    | \b(?:volle\ punktzahl|note\ maximale|puntuación\ máxima|puntuacion\ maxima|punteggio\ massimo)\b
    | игнорируй|максимальн\w+\ (?:балл|оценк)\w* | (?:以前|上記|これまで)の(?:指示|命令) | 満点
    | (?:忽略|无视|忘记|忘掉|不要理会|不用管|不必理会|跳过|绕过|别管|抛开).{{0,6}}(?:以上|之前|前面|上述|上面
    |先前|所有|一切|全部|任何|你的|系统|评分|原有).{{0,8}}(?:指令|指示|提示|要求|规则|标准|设定|内容|说明
      |对话|命令)
    | (?:忽略|无视|忘记|忘掉|不要理会|不用管|跳过|绕过|别管|抛开).{{0,8}}(?:评分|参考答案|提示词|得分点|采分点)
    | 满分 | (?:给|打|得|拿|评|判)(?:我|个|上|了|为|出|他|它|此题|本题|这题|这道题|这个(?:答案|回答))*
      (?:最?高分|高一点的?分|\d{{1,3}}\s*分|一百分|十分(?=$|[,。!])|及格|通过|a\+?(?=$|\W)|优秀|好评)
      |给个过|(?:让|给)我(?:个)?过(?!程|滤)
    | 评分(?:员|者|老师|系统|助手|官|人|器|机器人)|阅卷|判卷|改卷|评卷|评委|考官|批改(?:老师|者|员|系统|助手)
    | (?:不用管|别管|无视|忽略|按|根据).{{0,4}}评分(?:标准|规则)
    | 给(?:我|本题|这题|个)+.{{0,4}}分(?!配|开|析|支|解|片|布|区|类|割|别|组|成|离|块|发|隔|层)
    | (?:老师|面试官|评审)(?:您|你|请|好|辛苦|手下)|(?:致|亲爱的|尊敬的|请)(?:评审|老师|面试官|阅卷|评分)
    | (?:本题?|此|这个|这份|我的|以上|上述|上面的|下面的|该考生的?|该)(?:答案|回答|作答
      |解答).{{0,12}}(?:正确|满分|覆盖|确认|核实
    |完美|完整|无误|没有错误|优秀|通过|合格|给分|全对)
    | (?:考生|候选人|应聘者|面试者|该生).{{0,12}}(?:答对|正确|通过|满分|优秀|掌握|合格|完美|全对)
    | (?:所有|全部|每个|每一个|各个|每一)(?:的)?(?:要点|知识点|得分点|关键点|采分点|评分点|评分项)
      .{{0,12}}(?:覆盖|正确|满足|答到|命中|提到|得分|齐全|covered)
    | (?:系统|管理员|开发者)(?:提示|指令|命令|备注|覆盖)(?:词)?\s*[:,】\]]
    | (?:你(?:现在)?是|请你?(?:作为|扮演)|扮演|作为)(?:一[名个位])?.{{0,8}}(?:评分|阅卷|考官|面试官|老师
      |评委|语言模型
    |大模型|机器人|ai\s*助手)
    | 从现在(?:开始|起).{{0,4}}(?:你|请)
    | (?:把|将).{{0,16}}(?:判定|判为|标记|视为|认定|算作|记为|评为|标为).{{0,6}}(?:正确|covered|覆盖|全对
      |通过|满分
    |合格|命中|优秀) | (?:每个|所有|全部|各)要点.{{0,4}}(?:视为|标记|判)
    | (?:直接|只需?|必须|请|务必)(?:返回|输出|回复|给出|判|打)(?:个|出|为|我)?.{{0,8}}(?:判?对(?:$
      |[就了,。])|正确(?:$|[,。!])
    |covered|满分|通过(?:$|[,。!])|\d+\s*分|高分|分数|及格|合格)|(?:直接|就)判对
    | (?:最终|最后|总)?(?:得分|成绩|评分|分数|评级|判定|评分结果|最终结果|结论)\s*(?:[:=]|为
      |是)\s*(?:\d+\s*/\s*\d+|100|10(?!\d)|9\d
      |满分?|a\+?(?=\W|$)|优秀?|通过|正确|全对|合格|covered)
    | (?:求|拜托|麻烦|请)+(?:您|你|老师|了|一定|务必)*[,!]?(?:高抬贵手|让我(?:通过|过)|放我|给过|多给|给个
      |通融|照顾|手下留情|网开一面)
    | (?:我的)?(?:分数|得分|成绩)(?:设|改|调|定)(?:置)?(?:为|成|到) | (?:假设|假定|默认)(?:我|考生|所有要点
      |全部要点)
    | (?:不要|别|请勿|不得)(?:再)?扣(?:我)?分 | (?:由)?(?:专家|官方|老师|人工)(?:已经?)?.{{0,4}}(?:审核
      |核实|确认|批准)
    | (?:没有|未|没)(?:提到|写|答到?)的.{{0,8}}(?:算|视为|当作|给) | 以我的(?:回答|答案|作答)为准|(?:不要
      |不用|别)(?:参考|看|管)
      (?:标准|参考)答案 | (?:请)?按(?:最高|最宽)(?:的)?标准 | 判(?:为|我)通过 | ["']?(?:得分|结论|判定|分数
      |评级)["']\s*:\s*["']?
      (?:\d+|正确|通过|优)["']?\}}?
    | (?:不|没)(?:能)?(?:及格|通过).{{0,3}}我 | 给我.{{0,4}}好?成绩|高抬贵手|手下留情|网开一面|求求(?:您|你)
      |丢(?:了)?(?:饭碗
      |工作)|(?:我|真的)(?:很|非常
      |真的)(?:努力|需要这)
    | (?:解码|base64).{{0,8}}(?:执行|照做|遵循|内容|如下)
    """,
    re.VERBOSE,
)  # fmt: skip

# Long runs of letters and digits such as base64 hide words; an answer has no use for them.
SECRET = re.compile(
    r"(?<![a-z0-9_./:-])(?=(?:[a-z+/]*\d){2}|[a-z0-9+/]+=)(?=(?:[\d+/]*[a-z]){10})[a-z0-9+/]{24,}={0,2}"
    r"(?![a-z0-9_(])"
)

# A speaker's name at the beginning: all that follows in the sentence is theirs.
HEADING = re.compile(
    r"""[\W_]*(?:
    (?:new\ |updated\ |important\ )?(?:system|assistant|developer|admin(?:istrator)?|instructions?|inst
      |im_start
    |im_end|override|moderator|grader|examiner|evaluator|judge|teacher|interviewer|expert\ review|user)
      (?:\ (?:message|prompt|override|note|notice|update|instructions?|comments?|feedback))?\s*
      (?:\|?>+|\]+:?|:|\*\*:?)
    | (?:new\ |updated\ )(?:task|rules?)\s*:
    | (?:reference|model|sample|gold|expected|correct|official)\ (?:answer|solution|reference)\s*:
    | (?:final\ |overall\ |total\ )?(?:grade|verdict|grading(?:\ result)?|evaluation|assessment
      |feedback|rubric
    |key\ points?\ covered|score\ report)\s*:
    | (?:系统|助手|管理员|开发者|新?任务|指令|评分(?:结果|说明|员)?|考官|老师|面试官|评语|评价|点评
      |参考答案|标准答案|最终评分|评审意见|阅卷老师)
      (?:提示|消息|指令|通知|备注|更新|点评|覆盖)?\s*(?:[:】\]>]+)
    )""",
    re.VERBOSE,
)  # fmt: skip

# Each harmless alone; three kinds of them in a sentence that answers nothing are an address.
GROUPS = {
    "role": re.compile(rf"\b{_ROLES}\b|老师|面试官|评审|打分的?人|阅卷", re.VERBOSE),
    "object": re.compile(
        r"\b(?:this|my|above|the)\ (?:answer|response|submission|reply|solution|text)\b"
        r"|\b(?:candidate|student|applicant)\b|\b(?:pass|give|grade|mark|score|rate)\ me\b"
        r"|(?:本|此|这个?|我的|以上|上述|上面的?|这份|这道)(?:答案|回答|作答|题|解答|内容)|考生|候选人"
    ),
    "demand": re.compile(
        r"\b(?:give|award|assign|grant|treat|consider|accept|approve|output|return"
        r"|respond|reply|print|must|should|please|ensure|kindly)\b"
        r"|请|给|打|判|评为|输出|返回|回复|标记|视为|认定|必须|务必|直接|麻烦|求"
    ),
    "mark": re.compile(
        r"\b(?:marks?|scores?|grades?|graded|points?|credit|rating|verdict|rubric|criteria|pass(?:ing)?)\b"
        r"|分数|得分|评分|成绩|要点|得分点|及格|通过|判定|高分|\d分"
    ),
    "praise": re.compile(
        r"\b(?:correct(?:ly)?|perfect(?:ly)?|excellent|flawless|100|full(?:y)?|maximum|highest|complete(?:ly)?"
        r"|generous(?:ly)?|lenient(?:ly)?|positive(?:ly)?|verified|approved|outstanding|a\+)\b"
        r"|正确|完美|优秀|100|全对|无误|最高|完整|出色|很好"
    ),
}

# Words that go with an address on either side and are no part of an answer.
OWN = re.compile(
    r"(?:and|or|then|so|just|please|now|this|that|the|a|an|my|your|it|is|to|for|me|i|you|all|any|with|as|of|in"
    r"|will|must|should|give|gives|award|mark|marks|score|grade|points?|credit|full|answer|response|because"
    r"|correct|correctly|fully|complete|completely|perfect|here|above|below|previous|instructions?|ignore)"
)
