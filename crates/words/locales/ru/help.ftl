# Справка. У команды c: c-about, c-usage, c-examples; у её ключа a: c-arg-a (и c-arg-a-value, имя значения).
usage = Как вызвать:
commands = Команды
what = Что указать
switches = Ключи
arg-lang = Язык: ru или en. Иначе берётся OBJEKTIV_LANG, иначе русский
arg-lang-value = ЯЗЫК
arg-help = Эта справка
arg-version = Версия программы

objektiv-about =
    Объектив: каким результатам оценочных процедур можно доверять, а какие стоит сверить.
    Читает книги ВПР, протоколы и журналы такими, какие они есть; ничего не отправляет с этого компьютера.
objektiv-usage = objektiv КОМАНДА [ключи]
objektiv-examples =
    С чего начать
      objektiv                               страница с двумя дверями: файлы и кабинет школы
      objektiv demo                          учебная гимназия: увидеть отчёт, не имея файлов
      objektiv demo --serve                  кабинет учебной гимназии посреди года: попробовать любую роль
      objektiv open                          страница в браузере: положить файлы и прочитать отчёт
      objektiv analyze данные --out отчёт    то же командой
    Подробно о команде: objektiv КОМАНДА --help

    Коды завершения
      0    сделано
      1    сделано, но к файлам есть замечания или вопросы (с ключом --strict)
      2    вызов написан не так или не разрешён правилами
      3    файлы не прочитаны
      4    результат не записан; прежний остался как был
      130  остановлено (Ctrl-C), ничего не записано

inspect-about = Показать, что это за файлы: что узнано и почему, первые строки, замечания, вопросы
inspect-usage = objektiv inspect ФАЙЛ… [ключи]
inspect-examples =
    Примеры
      objektiv inspect "ВПР РУ4.xlsx"
      objektiv inspect данные --json > понято.json
inspect-arg-files = Файлы или папки
inspect-arg-files-value = ФАЙЛ
inspect-arg-answers = Ответы на вопросы: questions.csv с заполненным последним столбцом
inspect-arg-answers-value = ФАЙЛ
inspect-arg-reference = Свои справочные данные поверх встроенных (TOML); ключ можно повторять
inspect-arg-reference-value = ФАЙЛ
inspect-arg-json = Вывести всё как JSON

analyze-about = Прочитать файлы, рассчитать, записать отчёт и таблицы
analyze-usage = objektiv analyze ФАЙЛ_ИЛИ_ПАПКА… --out ПАПКА [ключи]
analyze-examples =
    Примеры
      objektiv analyze данные --out отчёт
      objektiv analyze "ВПР РУ4.xlsx" Ф3.xlsx --out отчёт --docx --xlsx
      objektiv analyze данные --out отчёт --answers отчёт/questions.csv

    Что появится в папке
      report.html     отчёт: одна страница, открывается без сети, печатается на А4
      screen.csv      по строке на каждый набор результатов
      signals.csv     по строке на каждый набор и показатель
      schools.csv     по строке на школу и показатель
      items.csv       по строке на каждое задание набора
      units.csv       медали, ведомости, пары измерений, варианты
      pupils.csv      кого посмотреть поимённо по кодам (вне школы не пишется)
      beside.csv      что посчитали бы другие, если есть с кем сравнить (вне школы не пишется)
      questions.csv   о чём программа не стала догадываться: впишите ответы и укажите файл в --answers
      columns.csv     что значит каждый столбец каждой таблицы, единицы, когда пусто
      summary.json    числа, версии и контрольные суммы; timings.json: сколько что заняло
      report.docx, tables.xlsx, report.pdf: по ключам --docx, --xlsx, --pdf

    В папке с данными появляется файл .objektiv-key: ключ, под которым имена заменены кодами. Из папки его не выносите.
analyze-arg-paths = Файлы и папки с данными, в любом сочетании
analyze-arg-paths-value = ФАЙЛ_ИЛИ_ПАПКА
analyze-arg-out = Куда записать. Пишется всё или ничего
analyze-arg-out-value = ПАПКА
analyze-arg-answers = Ответы на вопросы: questions.csv с заполненным последним столбцом
analyze-arg-answers-value = ФАЙЛ
analyze-arg-as-of = Дата в документах: 31.12.2026 или 2026-12-31. Иначе последняя дата в данных
analyze-arg-as-of-value = ДАТА
analyze-arg-strict = Если к файлам есть замечания или вопросы, закончить с кодом 1
analyze-arg-purpose = Для чего анализ. Иначе проверка процедуры (procedure-check). Можно: procedure-check, teaching-improvement, support-teacher, support-pupil, self-analysis, region-development, evaluate-teacher, evaluate-school. Оценку учителя и школы по ВПР программа не делает
analyze-arg-purpose-value = ЦЕЛЬ
analyze-arg-audience = Кто будет читать: school (внутри школы, как обычно) или outside (вне школы: без классов, малые группы скрыты)
analyze-arg-audience-value = ЧИТАТЕЛЬ
analyze-arg-protocol = Протокол, объявленный заранее (objektiv preregister): цель, читатель, пороги и число берутся из него
analyze-arg-protocol-value = ФАЙЛ
analyze-arg-ledger = Журнал событий, в который внесён протокол; иначе objektiv.ledger рядом с ним
analyze-arg-ledger-value = ФАЙЛ
analyze-arg-docx = Ещё и report.docx для Word
analyze-arg-xlsx = Ещё и tables.xlsx для Excel
analyze-arg-pdf = Ещё и report.pdf
analyze-arg-reference = Свои справочные данные поверх встроенных (TOML); ключ можно повторять
analyze-arg-reference-value = ФАЙЛ
analyze-arg-seed = Число, от которого зависят случайные перестановки
analyze-arg-seed-value = ЧИСЛО
analyze-arg-threads = Сколько ядер занять; на результат не влияет
analyze-arg-threads-value = ЧИСЛО
analyze-arg-quiet = Ничего не печатать, если всё получилось
analyze-arg-json = Напечатать итог как JSON

open-about = Открыть местную страницу: положить файлы, прочитать отчёт, сохранить его в Word
open-usage = objektiv open [ФАЙЛ_ИЛИ_ПАПКА…] [ключи]
open-examples =
    Примеры
      objektiv open
      objektiv open данные
      objektiv open --port 8080 --no-browser
    Страница видна только на этом компьютере. Закрыть: кнопка на странице или Ctrl-C.
open-arg-paths = Файлы и папки, с которых начать
open-arg-paths-value = ФАЙЛ_ИЛИ_ПАПКА
open-arg-port = Порт; иначе любой свободный
open-arg-port-value = ПОРТ
open-arg-no-browser = Только напечатать адрес, браузер не открывать
open-arg-reference = Свои справочные данные поверх встроенных (TOML); ключ можно повторять
open-arg-reference-value = ФАЙЛ
open-arg-data = Папка школы, в кабинет которой сохраняют отчёт (если не указана, objektiv-school)

serve-about = Открыть кабинет школы: план, люди, события, документы
serve-usage = objektiv serve [ключи]
serve-examples =
    Примеры
      objektiv serve
      objektiv serve --data D:\школа
      objektiv serve --port 8090 --no-browser
serve-arg-data = Папка школы: в ней всё, что хранит кабинет (если не указана, objektiv-school)
serve-arg-data-value = ПАПКА
serve-arg-port = Порт (если не указан, 8080); 0: любой свободный
serve-arg-lan = Открыть кабинет для других компьютеров школы: по https, со своим сертификатом; его отпечаток печатается здесь и стоит в разделе «Школа»

demo-about = Учебная гимназия: файлы, отчёт по ним и сравнение с известной правдой
demo-usage = objektiv demo [ключи]
demo-examples =
    Примеры
      objektiv demo
      objektiv demo --seed 7 --out репетиция
      objektiv demo --serve
demo-arg-out = Куда записать; иначе objektiv-demo
demo-arg-out-value = ПАПКА
demo-arg-seed = Какая гимназия: одно число, одни и те же файлы
demo-arg-seed-value = ЧИСЛО
demo-arg-quiet = Ничего не печатать, если всё получилось
demo-arg-serve = Открыть кабинет гимназии посреди учебного года: можно войти любой ролью, без пароля
demo-arg-data = С --serve: пустая папка, где школа останется; иначе всё исчезнет, когда программа закроется
demo-arg-data-value = ПАПКА

simulate-about = Смоделированные школы с известной правдой: школа, район или регион, чтобы испытать программу
simulate-usage = objektiv simulate [school | district | region] [ключи]
simulate-examples =
    Примеры
      objektiv simulate school --real               школа в настоящих формах
      objektiv simulate district --years 2          двадцать школ за два года
      objektiv simulate region --honest             150 школ, ничего не изменено
      objektiv simulate --print-knobs > knobs.toml  настройки с пояснениями
      objektiv simulate region --knobs knobs.toml   то же со своими числами

    Что записывается
      данные/  таблицы для анализа (школа/ с ключом --real)
      truth/   правда: что изменено, какие невинные причины действовали, и
               настройки. Лежит рядом с данными: анализ данных её не читает

    Одни настройки и одно число дают одни и те же файлы, байт в байт.
simulate-arg-what = school: одна школа за два года; district: двадцать школ одного района; region: 150 (обычно)
simulate-arg-what-value = ЧТО
simulate-arg-out = Куда записать; иначе objektiv-simulated
simulate-arg-out-value = ПАПКА
simulate-arg-seed = Какой мир: одно число, одни и те же файлы
simulate-arg-seed-value = ЧИСЛО
simulate-arg-knobs = Свои числа (TOML); чего в файле нет, остаётся обычным
simulate-arg-knobs-value = ФАЙЛ
simulate-arg-print-knobs = Напечатать все настройки с пояснениями и ничего не записать
simulate-arg-honest = Ничего не менять: у каждого отличия невинная причина
simulate-arg-schools = Сколько школ
simulate-arg-schools-value = ЧИСЛО
simulate-arg-years = Сколько учебных лет, с теми же учениками
simulate-arg-years-value = ЧИСЛО
simulate-arg-real = Книги и протоколы, как их пишут настоящие программы, вместо таблиц; для одной школы
simulate-arg-quiet = Ничего не печатать, если всё получилось

bench-about = Таблицы истины: как часто программа ошибается на смоделированных регионах
bench-usage = objektiv bench truth [ключи]
bench-examples =
    Примеры
      objektiv bench truth                        по пять регионов, минуты
      objektiv bench truth --honest 200 --schools 60 --bent 0
                                                  обещание о сигналах
      objektiv bench truth --rung c               школы по одной, с долями региона
      objektiv bench truth --moved --schools 60   другие миры, по строке на каждый
      objektiv bench truth --knobs свой.toml --out истина
                                                  свои числа, таблицы в папку

    Что считается
      Как часто малое p и сигнал выходят там, где ничего не изменено; сколько
      изменённых наборов найдено по видам и силе; верны ли заявленные числа.
      Каждое число — с ошибкой самого опыта.

    Код выхода 1: хотя бы одно обещание не держится.
bench-arg-what = Что измерить: truth
bench-arg-what-value = ЧТО
bench-arg-honest = Сколько регионов без изменений
bench-arg-honest-value = ЧИСЛО
bench-arg-bent = Сколько регионов с изменениями
bench-arg-bent-value = ЧИСЛО
bench-arg-seed = Номер первого региона: те же номера — те же числа
bench-arg-seed-value = ЧИСЛО
bench-arg-schools = Сколько школ в регионе
bench-arg-schools-value = ЧИСЛО
bench-arg-works = Сколько первых работ плана
bench-arg-works-value = ЧИСЛО
bench-arg-knobs = Свои числа модели (TOML; образец: objektiv simulate --print-knobs)
bench-arg-knobs-value = ФАЙЛ
bench-arg-rung = Каждая школа региона сама по себе: c — с опубликованными долями, d — ни с чем
bench-arg-rung-value = СТУПЕНЬ
bench-arg-moved = Тот же опыт в мирах, где сдвинута одна настройка; по строке на мир
bench-arg-out = Куда записать таблицы и страницу
bench-arg-out-value = ПАПКА
bench-arg-quiet = Ничего не печатать, если всё прошло

reference-about = Справочные данные: шкалы, правила, пороги, у каждого источник
reference-usage = objektiv reference [list | check | show ИМЯ [--toml]] [--file ФАЙЛ]
reference-examples =
    Примеры
      objektiv reference
      objektiv reference show scales-vpr
      objektiv reference show protocol --toml > мой.toml
      objektiv reference check --file школа.toml
reference-arg-toml = С show: встроенный файл целиком, чтобы начать с него свой
reference-arg-act = list: перечень, check: проверка, show: один файл с источниками
reference-arg-act-value = ДЕЙСТВИЕ
reference-arg-id = Имя файла для show
reference-arg-id-value = ИМЯ
reference-arg-file = Свои справочные данные поверх встроенных (TOML); ключ можно повторять
reference-arg-file-value = ФАЙЛ

preregister-about = Объявить протокол анализа заранее: пороги, цель и версии, с записью в журнал событий
preregister-usage = objektiv preregister [ключи]
preregister-examples =
    Примеры
      objektiv preregister
      objektiv preregister --purpose self-analysis --out протокол.toml
      objektiv analyze данные --out отчёт --protocol протокол.toml

    Зачем
      Пороги, выбранные до того, как видны результаты, нельзя подогнать под
      них. Отчёт по такому протоколу говорит об этом и называет дату. Пороги
      меняют своими справочными данными: objektiv reference show protocol

    Журнал хранится у вас, поэтому номер и хеш записи передайте ещё кому-нибудь:
    по ним всякий убедится, что протокол не меняли.
preregister-arg-out = Куда записать протокол; иначе protocol.toml
preregister-arg-out-value = ФАЙЛ
preregister-arg-ledger = Журнал событий; иначе objektiv.ledger рядом с протоколом
preregister-arg-ledger-value = ФАЙЛ
preregister-arg-purpose = Для чего будет анализ. Иначе проверка процедуры (procedure-check)
preregister-arg-purpose-value = ЦЕЛЬ
preregister-arg-audience = Кто будет читать: school (внутри школы, как обычно) или outside (вне школы)
preregister-arg-audience-value = ЧИТАТЕЛЬ
preregister-arg-reference = Свои справочные данные поверх встроенных (TOML); ключ можно повторять
preregister-arg-reference-value = ФАЙЛ
preregister-arg-seed = Число, от которого зависят случайные перестановки
preregister-arg-seed-value = ЧИСЛО

ledger-about = Журнал событий: цел ли он и что в нём записано
ledger-usage = objektiv ledger verify | show | mend ФАЙЛ [--held СТРОКА] [--witness ФАЙЛ]
ledger-examples =
    Примеры
      objektiv ledger verify objektiv.ledger
      objektiv ledger verify objektiv.ledger --held 12:5f0c…
      objektiv ledger show objektiv.ledger
      objektiv ledger mend objektiv.ledger
      objektiv ledger verify журнал.export --witness контрольные.txt

    Каждая запись связана с предыдущей хешем SHA-256: изменённый байт,
    пропавшая, лишняя или переставленная запись видны, и сказано где. Утрату
    последних записей видно по контрольной строке, которую хранит кто-то ещё.

    Выгрузка журнала из кабинета проверяется так же, на любом компьютере и без
    сети: записи, введённое рядом с ними, подпись.

    Код завершения 1: журнал не цел или не тот.
ledger-arg-act = verify: проверить, show: показать записи, mend: отложить недописанную последнюю строку в отдельный файл
ledger-arg-act-value = ДЕЙСТВИЕ
ledger-arg-file = Файл журнала или его выгрузка
ledger-arg-file-value = ФАЙЛ
ledger-arg-held = Контрольная строка НОМЕР:ХЕШ, которую сохранили раньше
ledger-arg-held-value = СТРОКА
ledger-arg-witness = Файл с подписанными контрольными строками, которые сохранили раньше: для выгрузки
ledger-arg-witness-value = ФАЙЛ

restore-about = Восстановить школу из резервной копии и листа восстановления
restore-usage = objektiv restore ФАЙЛ --data ПАПКА [--key-file ФАЙЛ]
restore-examples =
    Примеры
      objektiv restore objektiv-2026-11-23-0900.backup --data D:\школа
      objektiv restore копия.backup --data школа --key-file ключ.txt

    Ключ напечатан на листе восстановления; программа спросит его сама. Пробелы,
    дефисы и регистр не важны, об описке будет сказано, в какой она группе.
    Папка должна быть новой или пустой. Или восстановлено всё, или ничего.
restore-arg-file = Резервная копия: файл .backup
restore-arg-file-value = ФАЙЛ
restore-arg-data = Папка, в которой будет школа: новая или пустая
restore-arg-data-value = ПАПКА
restore-arg-key-file = Файл с ключом, если его не вводить с клавиатуры
restore-arg-key-file-value = ФАЙЛ

admin-about = Вернуть вход в кабинет, сидя за его компьютером: кто в нём есть, листок для входа
admin-usage = objektiv admin --data ПАПКА [--slip ИМЯ [--administrator]]
admin-examples =
    Примеры
      objektiv admin --data D:\школа
      objektiv admin --data D:\школа --slip "Анна Петровна Иванова"

    Кабинет на этой папке должен быть закрыт. Всё сделанное записывается в журнал
    как сделанное за компьютером.
admin-arg-data = Папка школы
admin-arg-data-value = ПАПКА
admin-arg-slip = Выдать листок для входа: имя человека или его номер из списка; если сегодня в разделе «Люди» некому работать, дать ему роль администратора
admin-arg-slip-value = ИМЯ
admin-arg-administrator = Дать и роль администратора: прежний, например, больше не работает в школе
analyze-arg-csv-ru = Таблицы ещё раз в папке excel: точка с запятой и десятичная запятая, чтобы открывались в Excel двойным щелчком
