"""The texts of the page's frame."""

from assistant.web.texts import Text

TEXTS = {
    "look.settings": Text("Settings", "Einstellungen", "Ayarlar", "设置"),
    "look.theme": Text("Colours", "Farben", "Renkler", "配色"),
    "look.theme.system": Text("As the system", "Wie das System", "Sistem gibi", "跟随系统"),
    "look.theme.light": Text("Light", "Hell", "Açık", "浅色"),
    "look.theme.dark": Text("Dark", "Dunkel", "Koyu", "深色"),
    "look.size": Text("Text size", "Schriftgröße", "Yazı boyutu", "文字大小"),
    "look.size.87.5": Text("Small", "Klein", "Küçük", "小"),
    "look.size.100": Text("Usual", "Normal", "Normal", "标准"),
    "look.size.112.5": Text("Large", "Groß", "Büyük", "大"),
    "look.size.125": Text("Larger", "Größer", "Daha büyük", "较大"),
    "look.size.150": Text("Very large", "Sehr groß", "Çok büyük", "特大"),
}
